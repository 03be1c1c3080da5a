/* Pages are drawn into memory first: the number of pages stands at the foot of each. When numbers begin again, what is
 * there goes into the file, so that a batch of letters needs memory for one. */
#include "pdf_parts.h"

#include "base/clock.h"
#include "base/mem.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#define SHORT_SIDE (210 * MM)
#define LONG_SIDE (297 * MM)

/* Warnings of the libraries go to nobody: the terminal is a screen. */
static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer arg)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)arg;
}

/* Is there a face with hanzi? Asked of fontconfig itself: pango draws boxes and says nothing. */
static bool has_hanzi(void)
{
	static const FcChar32 some[] = { 0x6C49, 0x5E2E, 0x6276, 0x6237 };
	FcPattern *pattern = FcPatternCreate();
	FcCharSet *need = FcCharSetCreate();
	FcObjectSet *what = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
	FcFontSet *found;
	bool has;

	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		FcCharSetAddChar(need, some[i]);
	FcPatternAddCharSet(pattern, FC_CHARSET, need);
	found = FcFontList(NULL, pattern, what);
	has = found != NULL && found->nfont > 0;
	if (found != NULL)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(what);
	FcCharSetDestroy(need);
	FcPatternDestroy(pattern);
	return has;
}

static cairo_status_t take(void *arg, const unsigned char *data, unsigned int n)
{
	struct paper *p = arg;

	if (fwrite(data, 1, n, p->out.to) == n)
		return CAIRO_STATUS_SUCCESS;
	if (p->why == 0)
		p->why = errno;
	return CAIRO_STATUS_WRITE_ERROR;
}

static void choose_faces(struct paper *p)
{
	static const char *const family[FACES] = { "Noto Serif CJK SC, FangSong, STFangsong, SimSun, serif",
						   "Noto Sans CJK SC, SimHei, WenQuanYi Zen Hei, sans" };
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	p->map = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(p->map), 72);
	p->context = pango_font_map_create_context(p->map);
	pango_cairo_context_set_font_options(p->context, options);
	pango_context_set_round_glyph_positions(p->context, FALSE);
	/* Hanzi are drawn as in China, not as in Japan. */
	pango_context_set_language(p->context, pango_language_from_string("zh-cn"));
	for (int f = 0; f < FACES; f++)
		for (int bold = 0; bold < 2; bold++) {
			p->face[f][bold] = pango_font_description_new();
			pango_font_description_set_family(p->face[f][bold], family[f]);
			pango_font_description_set_weight(p->face[f][bold],
							  bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
		}
	cairo_font_options_destroy(options);
}

int pdf_open(struct paper **out, const char *path, bool landscape, struct err *e)
{
	struct paper *p;
	char stamp[20];

	*out = NULL;
	g_log_set_default_handler(say_nothing, NULL);
	if (!has_hanzi())
		return err_set(e, ERR_MISSING, "PAPER_FONT");
	p = mem_alloc(sizeof *p);
	if (output_open(&p->out, NULL, path, e) < 0) {
		output_close(&p->out, true, NULL);
		mem_free(p);
		return -1;
	}
	p->landscape = landscape;
	p->footer = mem_dup("");
	p->pdf = cairo_pdf_surface_create_for_stream(take, p, SHORT_SIDE, LONG_SIDE);
	clock_stamp(stamp);
	cairo_pdf_surface_set_metadata(p->pdf, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
	cairo_pdf_surface_set_metadata(p->pdf, CAIRO_PDF_METADATA_CREATOR, "bangfu");
	choose_faces(p);
	*out = p;
	return 0;
}

static double page_width(bool landscape)
{
	return landscape ? LONG_SIDE : SHORT_SIDE;
}

static void draw_footer(struct paper *p, cairo_t *cr, const struct paper_page *page, size_t i)
{
	double width = page_width(page->landscape), top = page_width(!page->landscape) - PAPER_MARGIN + 5 * MM;
	PangoLayout *l = paper_layout(p);
	cairo_t *kept = p->cr;
	char number[48];

	p->cr = cr;
	/* A sheet that stands alone is not numbered. */
	if (p->n > 1) {
		snprintf(number, sizeof number, "%zu/%zu", i + 1, p->n);
		paper_set(p, l, number, FACE_SERIF, false, PAPER_LITTLE, width);
		paper_lines(p, l, PAPER_MARGIN, top, width - 2 * PAPER_MARGIN, PAPER_LITTLE,
			    page->footer[0] ? ALIGN_RIGHT : ALIGN_CENTRE, 0, 1);
	}
	paper_set(p, l, page->footer, FACE_SERIF, false, PAPER_LITTLE, -1);
	paper_lines(p, l, PAPER_MARGIN, top, width, PAPER_LITTLE, ALIGN_LEFT, 0, 1);
	p->cr = kept;
	g_object_unref(l);
}

static void end_page(struct paper *p)
{
	if (p->cr != NULL)
		cairo_destroy(p->cr);
	p->cr = NULL;
	p->y = 0;
}

/* What was drawn goes into the file, or to nobody. */
static void flush(struct paper *p, bool keep)
{
	end_page(p);
	for (size_t i = 0; i < p->n; i++) {
		struct paper_page *page = &p->page[i];

		if (keep && p->why == 0 && !p->too_long) {
			cairo_t *cr;

			cairo_pdf_surface_set_size(p->pdf, page_width(page->landscape), page_width(!page->landscape));
			cr = cairo_create(p->pdf);
			cairo_set_source_surface(cr, page->drawn, 0, 0);
			cairo_paint(cr);
			cairo_set_source_rgb(cr, 0, 0, 0);
			draw_footer(p, cr, page, i);
			cairo_show_page(cr);
			cairo_destroy(cr);
		}
		cairo_surface_destroy(page->drawn);
		mem_free(page->footer);
	}
	p->written += p->n;
	p->n = 0;
}

static void release(struct paper **p)
{
	struct paper *it = *p;

	for (int f = 0; f < FACES; f++)
		for (int bold = 0; bold < 2; bold++)
			pango_font_description_free(it->face[f][bold]);
	g_object_unref(it->context);
	g_object_unref(it->map);
	mem_free(it->page);
	mem_free(it->footer);
	mem_free(it->heading);
	mem_free(it);
	*p = NULL;
}

int pdf_close(struct paper **p, struct err *e)
{
	struct paper *it = *p;
	cairo_status_t status;
	char most[16];
	int why, rc = 0;

	paper_headed(it, 0);
	if (it->written + it->n == 0)
		paper_cairo(it);
	flush(it, true);
	cairo_surface_finish(it->pdf);
	status = cairo_surface_status(it->pdf);
	cairo_surface_destroy(it->pdf);
	if (status == CAIRO_STATUS_NO_MEMORY)
		mem_out();
	if (it->too_long) {
		output_close(&it->out, true, NULL);
		release(p);
		snprintf(most, sizeof most, "%d", PAPER_PAGES);
		return err_set(e, ERR_INVALID, "PAPER_LONG", most);
	}
	why = it->why != 0 ? it->why : status != CAIRO_STATUS_SUCCESS ? EIO : 0;
	if (why != 0) {
		rc = err_set(e, ERR_IO, "FILE_WRITE", it->out.path, strerror(why));
		output_close(&it->out, true, NULL);
	} else {
		rc = output_close(&it->out, false, e);
	}
	release(p);
	return rc;
}

void pdf_give_up(struct paper **p)
{
	if (*p == NULL)
		return;
	flush(*p, false);
	cairo_surface_finish((*p)->pdf);
	cairo_surface_destroy((*p)->pdf);
	output_close(&(*p)->out, true, NULL);
	release(p);
}

size_t pdf_pages(const struct paper *p)
{
	return p->written + p->n;
}

cairo_t *paper_cairo(struct paper *p)
{
	cairo_rectangle_t all = { 0, 0, page_width(p->landscape), page_width(!p->landscape) };
	struct paper_page *page;

	if (p->cr != NULL)
		return p->cr;
	/* What is too long is drawn for nobody: it is told when it ends, and needs no more memory until then. */
	if (p->n >= PAPER_PAGES) {
		p->too_long = true;
		flush(p, false);
	}
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 8;
		p->page = mem_grow(p->page, p->cap, sizeof *p->page);
	}
	page = &p->page[p->n++];
	page->drawn = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
	page->landscape = p->landscape;
	page->footer = mem_dup(p->footer);
	p->cr = cairo_create(page->drawn);
	p->y = 0;
	return p->cr;
}

static bool is_landscape(struct paper *p)
{
	paper_cairo(p);
	return p->page[p->n - 1].landscape;
}

double paper_width(struct paper *p)
{
	return page_width(is_landscape(p)) - 2 * PAPER_MARGIN;
}

double paper_height(struct paper *p)
{
	return page_width(!is_landscape(p)) - 2 * PAPER_MARGIN;
}

double paper_left(struct paper *p)
{
	return paper_height(p) - p->y;
}

void pdf_break(struct paper *p)
{
	if (p->cr != NULL && p->y > 0)
		end_page(p);
}

void pdf_orient(struct paper *p, bool landscape)
{
	/* A page nothing stands on yet is the next one. */
	if (p->cr != NULL && !(p->y > 0) && p->page[p->n - 1].landscape != landscape) {
		p->n--;
		cairo_surface_destroy(p->page[p->n].drawn);
		mem_free(p->page[p->n].footer);
		end_page(p);
	}
	p->landscape = landscape;
}

void pdf_footer(struct paper *p, const char *text)
{
	mem_free(p->footer);
	p->footer = mem_dup(text);
	if (p->cr != NULL) {
		mem_free(p->page[p->n - 1].footer);
		p->page[p->n - 1].footer = mem_dup(text);
	}
}

void pdf_numbering(struct paper *p)
{
	paper_headed(p, 0);
	flush(p, true);
}

void pdf_box(struct paper *p, double height, void (*draw)(void *cairo, double width, double height, void *arg),
	     void *arg)
{
	cairo_t *cr;

	paper_headed(p, height * MM);
	cr = paper_cairo(p);
	if (height * MM > paper_left(p) && p->y > 0) {
		pdf_break(p);
		cr = paper_cairo(p);
	}
	cairo_save(cr);
	cairo_translate(cr, PAPER_MARGIN, PAPER_MARGIN + p->y);
	cairo_scale(cr, MM, MM);
	draw(cr, paper_width(p) / MM, height, arg);
	cairo_restore(cr);
	p->y += height * MM;
}
