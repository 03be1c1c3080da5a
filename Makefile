# bangfu (帮扶). `make run` opens the program, `make check` runs every test; each installs what it lacks.
#
# B=DIR puts everything that is built into another folder, CC and SAN choose compiler and sanitizers:
# make B=build/clang CC=clang · make B=build/asan SAN=-fsanitize=address,undefined

B       ?= build
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX  ?= /usr/local
VERSION := 0.1.0
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

# Every dependency and why it is here. Debian packages; nothing else is ever fetched.
define RUN_DEPS
gcc               the compiler
libc6-dev         the C library
libncurses-dev    the screen: ncursesw
libsqlite3-dev    the database
libiniparser-dev  screens/ and config.ini
libutf8proc-dev   width of characters, graphemes, NFKC
libxlsxwriter-dev lists out: XLSX
libzip-dev        lists in: XLSX is a zip
libexpat1-dev     lists in: the XML in it, streamed
libfreexl-dev     lists in: XLS
libcairo2-dev     pages: PDF
libpango1.0-dev   pages: text in them, hanzi included
libfontconfig-dev pages: is there a face with hanzi
fonts-noto-cjk    pages: hanzi, serif and sans, rare ones too
pkgconf           where those libraries are
libopencc-dev     traditional characters of pasted text made simplified; brings its tables
unicode-data      readings of hanzi (Unihan), at build time only
bzip2             to read that table
endef
define CHECK_DEPS
libcmocka-dev     unit tests
libvterm-dev      golden screens: a terminal inside the test
clang             second compiler; libFuzzer
libclang-rt-14-dev sanitizers and fuzzer of clang
valgrind          leaks and uninitialised reads
sqlite3           the shell as a foreign writer of the database
clang-format      decides spaces
ncurses-term      descriptions of terminals
poppler-utils     pages are read back: pdftotext, pdfinfo
procps            tests look after what they started
endef
export RUN_DEPS CHECK_DEPS

WARN     := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
CPPFLAGS += -D_GNU_SOURCE -DNCURSES_WIDECHAR=1 -DVERSION='"$(VERSION)"' -Iinclude -I$(B)
OPT      ?= -O2 -g
CFLAGS   += -std=c11 $(OPT) $(WARN) -fno-strict-aliasing -fstack-protector-strong $(SAN)
LDFLAGS  += $(SAN)
PAPER    := pangocairo cairo-pdf fontconfig
PAPER_FLAGS := $(patsubst -I%,-isystem%,$(shell pkg-config --cflags-only-I $(PAPER) 2>/dev/null))
CPPFLAGS += $(PAPER_FLAGS)
PAPER_LIBS := $(or $(shell pkg-config --libs $(PAPER) 2>/dev/null),-lpangocairo-1.0 -lpango-1.0 -lcairo -lgobject-2.0 -lglib-2.0 -lfontconfig)
LDLIBS   += -lncursesw -lsqlite3 -liniparser -lutf8proc -lm

# What needs a large library is a module, loaded at first use (src/exchange/modules.h): bangfu-NAME.so, its files and libraries.
MODULES     := pdf book hanzi
pdf_FILES   := $(wildcard src/exchange/pdf*.c)
pdf_LIBS    := $(PAPER_LIBS)
book_FILES  := $(addprefix src/exchange/,book_module.c rows_xls.c rows_xlsx.c sheet_xlsx.c sheet_xlsx_check.c) \
               $(wildcard src/exchange/xls_*.c src/exchange/xlsx_*.c)
book_LIBS   := -lxlsxwriter -lzip -lexpat -lfreexl
hanzi_FILES := src/exchange/hanzi_module.c
hanzi_LIBS  := -lopencc
MODULE_SO   := $(MODULES:%=$(B)/bangfu-%.so)
MODULE_OBJ  := $(foreach m,$(MODULES),$($(m)_FILES:src/%.c=$(B)/%.o))
# Tests and fuzzers have it all in one.
WHOLE       := $(MODULES:%=-Wl,-u,bangfu_%) $(LDLIBS) $(foreach m,$(MODULES),$($(m)_LIBS))

# A room may need any room to its right; so does the linker.
ROOMS := tui cli exchange screen model store base
LIBS  := $(ROOMS:%=$(B)/lib%.a)

.DEFAULT_GOAL := build
.PHONY: build run check lint asan cover fuzz bench install uninstall clean deps-run deps-check test-programs golden-update

build: $(B)/bangfu $(MODULE_SO)

# ---- installing what is missing -------------------------------------------------------------------------------------------------

# $(1): name of an exported list. Says what and why before it installs; sudo where the person is not root.
define INSTALL_MISSING
	@missing=; \
	while read -r package why; do \
		[ -n "$$package" ] || continue; \
		dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' && continue; \
		echo "  needs $$package: $$why"; missing="$$missing $$package"; \
	done <<< "$$$(1)"; \
	if [ -n "$$missing" ]; then \
		as=; [ "$$(id -u)" = 0 ] || as=sudo; \
		echo "  installing with apt-get:$$missing"; \
		$$as apt-get update -qq && \
		$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef
SHELL := /bin/bash

deps-run:
	$(call INSTALL_MISSING,RUN_DEPS)
deps-check: deps-run
	$(call INSTALL_MISSING,CHECK_DEPS)

# ---- the program ----------------------------------------------------------------------------------------------------------------

run: deps-run
	@$(MAKE) --no-print-directory -j$(JOBS) build
	@$(B)/bangfu $(ARGS)

define ROOM_RULES
$(B)/lib$(1).a: $$(patsubst src/%.c,$(B)/%.o,$$(wildcard src/$(1)/*.c))
	@rm -f $$@; ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM_RULES,$(r))))

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/bangfu: $(B)/main.o $(LIBS) $(B)/modules.ld | $(MODULE_SO)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS) -o $@ $(filter-out %.ld,$^) @$(B)/modules.ld $(LDLIBS)

# What the modules need of the program, and no more: the program keeps and shows it.
$(B)/modules.ld: $(MODULE_OBJ) $(LIBS)
	@nm -u $(MODULE_OBJ) | awk 'NF == 2 { print $$2 }' | sort -u > $@.needs
	@nm -g --defined-only $(MODULE_OBJ) | awk 'NF == 3 { print $$3 }' | sort -u > $@.own
	@nm -g --defined-only $(LIBS) 2> /dev/null | awk 'NF == 3 { print $$3 }' | sort -u | comm -12 - $@.needs | comm -23 - $@.own | \
		awk '{ print "-Wl,-u," $$0 " -Wl,--export-dynamic-symbol=" $$0 }' > $@

define MODULE_RULE
$(B)/bangfu-$(1).so: $($(1)_FILES:src/%.c=$(B)/%.o)
	@echo "  LD $$@"
	@$$(CC) $$(LDFLAGS) -shared -o $$@ $$^ $($(1)_LIBS) -lm
endef
$(foreach m,$(MODULES),$(eval $(call MODULE_RULE,$(m))))
$(MODULE_OBJ): CFLAGS += -fPIC -fvisibility=hidden
$(MODULE_OBJ): src/exchange/modules.h # whose number means all of them

# Readings of hanzi from Unihan: one C table, sorted by code point.
$(B)/pinyin_table.inc: src/base/pinyin_table.awk
	@mkdir -p $(@D)
	@bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 | awk -f $< > $@.tmp && mv $@.tmp $@
$(B)/base/pinyin.o: $(B)/pinyin_table.inc

# The schema: src/store/schema/NNNN_name.sql in order, each as one entry { version, "name", "sql" }.
SCHEMA := $(sort $(wildcard src/store/schema/*.sql))
$(B)/schema.inc: src/store/schema/embed.awk $(SCHEMA)
	@mkdir -p $(@D)
	@awk -f $^ > $@.tmp && mv $@.tmp $@
$(B)/store/schema.o: $(B)/schema.inc

-include $(wildcard $(B)/*.d $(B)/*/*.d)

# ---- tests ----------------------------------------------------------------------------------------------------------------------

# tests/unit/ROOM_module.c links that room and those to its right; tests/fault/*.c may link every room.
rooms_of = $(or $(if $(filter base,$(1)),base),$(if $(filter store,$(1)),store base),$(if $(filter model,$(1)),model store base),\
                $(if $(filter screen,$(1)),screen model store base),$(if $(filter exchange,$(1)),exchange screen model store base),$(ROOMS))
define TEST_RULE
$(B)/tests/$(basename $(notdir $(1))): $(1) $(wildcard tests/unit/*.h) $$(patsubst %,$(B)/lib%.a,$$(call rooms_of,$$(firstword $$(subst _, ,$(notdir $(1))))))
	@mkdir -p $$(@D)
	@echo "  CC $(1)"
	@$$(CC) $$(CPPFLAGS) $$(CFLAGS) -Wno-missing-prototypes -Itests $$(LDFLAGS) -o $$@ $$(filter-out %.h,$$^) -lcmocka $$(WHOLE)
endef
UNIT  := $(wildcard tests/unit/*.c)
FAULT := $(wildcard tests/fault/fault_*.c)
$(foreach t,$(UNIT) $(FAULT),$(eval $(call TEST_RULE,$(t))))
UNIT_BIN  := $(patsubst tests/unit/%.c,$(B)/tests/%,$(UNIT))
FAULT_BIN := $(patsubst tests/fault/%.c,$(B)/tests/%,$(FAULT))

# Tests that play the real program on a pseudo-terminal.
TTY_BIN := $(B)/tests/golden $(B)/tests/monkey $(patsubst tests/fault/tty_%.c,$(B)/tests/tty_%,$(wildcard tests/fault/tty_*.c)) \
           $(patsubst tests/screens/tty_%.c,$(B)/tests/tty_%,$(wildcard tests/screens/tty_*.c))
TTY_CC = $(CC) $(CPPFLAGS) $(CFLAGS) -Itests $(LDFLAGS) -o $@ $(filter %.c,$^) -lvterm -lutil -lsqlite3
TTY_PARTS := tests/screens/tty.c tests/screens/tty.h tests/screens/play.c tests/screens/play.h
$(B)/tests/golden $(B)/tests/monkey: $(B)/tests/%: tests/screens/%.c $(TTY_PARTS)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(TTY_CC)
$(B)/tests/tty_%: tests/fault/tty_%.c $(TTY_PARTS)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(TTY_CC)
$(B)/tests/tty_%: tests/screens/tty_%.c $(TTY_PARTS)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(TTY_CC)

# Fuzzers: clang only. What they link is built once with the sanitizers, in $(B).
FUZZ_BIN := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_LIBS := exchange screen model store base
$(B)/fuzz/%: tests/fuzz/%.c $(FUZZ_LIBS:%=$(B)/lib%.a)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes -Itests -fsanitize=fuzzer $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(WHOLE)
fuzz-programs: $(FUZZ_BIN)

test-programs: build $(UNIT_BIN) $(FAULT_BIN) $(TTY_BIN)

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_SECONDS ?= 600
MAKE_GCC   = $(MAKE) --no-print-directory -j$(JOBS) B=build
MAKE_ASAN  = $(MAKE) --no-print-directory -j$(JOBS) B=build/asan CC=clang SAN="$(SANITIZE)" OPT="-O1 -g"
MAKE_FUZZ  = $(MAKE) --no-print-directory -j$(JOBS) B=build/fuzz CC=clang SAN="$(SANITIZE) -fsanitize=fuzzer-no-link" OPT="-O1 -g"

# Everything, short enough for every change: gcc builds the program, clang all of it again with the sanitizers. Ends with
# "N passed, N failed".
check: deps-check
	@$(MAKE_GCC) test-programs
	@$(MAKE_ASAN) test-programs
	@$(MAKE_FUZZ) fuzz-programs
	@tests/run.sh check

# The long ones: FUZZ_SECONDS for each fuzzer, 100,000 random keys and resizes.
fuzz: deps-check
	@$(MAKE_ASAN) test-programs
	@$(MAKE_FUZZ) fuzz-programs
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/run.sh fuzz

lint: deps-check
	@$(MAKE_GCC) build
	@tests/run.sh lint

asan: deps-check
	@$(MAKE_ASAN) test-programs
	@tests/run.sh asan

cover: deps-check
	@$(MAKE) --no-print-directory -j$(JOBS) B=build/cover SAN="--coverage" OPT="-O0 -g -Wno-format-truncation" test-programs
	@tests/run.sh cover

# BENCH="--only search --sizes 100000" measures one part; BENCH_DIR keeps the generated databases.
bench: deps-check
	@$(MAKE_GCC) build bench-programs
	@tests/bench/run.sh $(BENCH)

# A program is all files its name begins: measure*.c, floor*.c, jobs.c.
define BENCH_RULE
$(B)/bench/$(1): $(wildcard tests/bench/$(1)*.c) $(wildcard tests/bench/*.h) tests/screens/tty.c tests/screens/tty.h $(B)/libbase.a
	@mkdir -p $$(@D)
	@echo "  CC tests/bench/$(1)*.c"
	@$$(CC) $$(CPPFLAGS) $$(CFLAGS) -Itests $$(LDFLAGS) -o $$@ $$(filter %.c %.a,$$^) -lvterm -lutil -lsqlite3 -lncursesw -lutf8proc
endef
BENCH_BIN := $(addprefix $(B)/bench/,measure floor jobs)
$(foreach p,$(notdir $(BENCH_BIN)),$(eval $(call BENCH_RULE,$(p))))
bench-programs: $(BENCH_BIN)

golden-update: deps-check
	@$(MAKE_GCC) test-programs
	@build/tests/golden $(CURDIR)/build/bangfu $(CURDIR)/screens $(CURDIR)/tests --update $(NAME)

# ---- installing the program -----------------------------------------------------------------------------------------------------

SHARE := $(DESTDIR)$(PREFIX)/share
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/bangfu $(SHARE)/bangfu/screens $(SHARE)/man/man1 $(SHARE)/bash-completion/completions
	install -m 755 $(B)/bangfu $(DESTDIR)$(PREFIX)/bin/bangfu
	install -m 644 $(MODULE_SO) $(DESTDIR)$(PREFIX)/lib/bangfu/
	install -m 644 screens/*.ini $(SHARE)/bangfu/screens/
	install -m 644 config.ini.example $(SHARE)/bangfu/
	$(B)/bangfu --screens screens help --man > $(B)/bangfu.1
	$(B)/bangfu --screens screens help --completion > $(B)/bangfu.bash
	install -m 644 $(B)/bangfu.1 $(SHARE)/man/man1/bangfu.1
	install -m 644 $(B)/bangfu.bash $(SHARE)/bash-completion/completions/bangfu

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/bangfu $(SHARE)/man/man1/bangfu.1 $(SHARE)/bash-completion/completions/bangfu
	rm -rf $(SHARE)/bangfu $(DESTDIR)$(PREFIX)/lib/bangfu

clean:
	rm -rf build
