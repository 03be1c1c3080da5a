# bangfu (帮扶). `make run` opens the program, `make check` runs every test; each installs what it lacks.
# B=DIR puts everything that is built elsewhere (B=build/asan by `make asan`).

B        ?= build
CC       ?= gcc
PREFIX   ?= /usr/local
VERSION  := 0.1.0

# Every dependency, and why it is here. Debian package names; nothing else is ever fetched.
RUN_DEPS   := pkg-config \
              libncurses-dev      `# the screen` \
              libsqlite3-dev      `# the database` \
              libiniparser-dev    `# screens/ and config.ini` \
              libutf8proc-dev     `# width, graphemes, NFKC` \
              unicode-data        `# readings of hanzi (Unihan), at build time only` \
              bzip2               `# to read that table`
CHECK_DEPS := libcmocka-dev       `# unit tests` \
              libvterm-dev        `# golden screens: a terminal inside the test` \
              clang libclang-rt-14-dev `# second compiler, sanitizers, libFuzzer` \
              valgrind            `# leaks, uninitialised reads` \
              sqlite3             `# the shell as a foreign writer` \
              clang-format        `# spaces` \
              ncurses-term        `# terminfo of xterm, tmux, screen`

PKGS     := ncursesw sqlite3 libutf8proc
WARN     := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
CPPFLAGS += -D_GNU_SOURCE -DNCURSES_WIDECHAR=1 -DVERSION='"$(VERSION)"' -Iinclude
CFLAGS   ?= -O2 -g
CFLAGS   += -std=c11 $(WARN) -fno-strict-aliasing -fstack-protector-strong $(SAN)
LDLIBS   += -lncursesw -lsqlite3 -liniparser -lutf8proc -lm
LDFLAGS  += $(SAN)

ROOMS := tui cli exchange screen model store base
# Archives in link order: a room may need any room to its right.
LIBS  := $(ROOMS:%=$(B)/lib%.a)

.DEFAULT_GOAL := build
.PHONY: all build run check deps-run deps-check clean
build: $(B)/bangfu
all: build

define ROOM_RULES
$(B)/lib$(1).a: $$(patsubst src/%.c,$(B)/%.o,$$(wildcard src/$(1)/*.c))
	@rm -f $$@; ar rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM_RULES,$(r))))

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -I$(B) -c -o $@ $<

$(B)/bangfu: $(B)/main.o $(LIBS)
	@echo "  LD $@"
	@$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# A room's unit tests link that room and those to its right: tests/unit/ROOM_*.c (tests/unit/base_text.c ...).
right_of = $(if $(filter base,$(1)),base,$(if $(filter store,$(1)),store base,$(if $(filter model,$(1)),model store base,$(if $(filter screen,$(1)),screen model store base,$(if $(filter exchange,$(1)),exchange screen model store base,$(ROOMS))))))

define UNIT_RULE
$(B)/tests/$(basename $(notdir $(1))): $(1) $$(foreach r,$$(call right_of,$(firstword $(subst _, ,$(notdir $(1))))),$(B)/lib$$(r).a)
	@mkdir -p $$(@D)
	@echo "  CC $(1)"
	@$$(CC) $$(CPPFLAGS) $$(CFLAGS) -Wno-missing-prototypes -I$(B) -Itests $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LDLIBS)
endef
UNIT_SRC := $(wildcard tests/unit/*.c)
UNIT_BIN := $(patsubst tests/unit/%.c,$(B)/tests/%,$(UNIT_SRC))
$(foreach t,$(UNIT_SRC),$(eval $(call UNIT_RULE,$(t))))

# Readings of hanzi from Unihan: one C table, sorted by code point.
$(B)/pinyin_table.inc: src/base/pinyin_table.awk
	@mkdir -p $(@D)
	@bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 | awk -f $< > $@.tmp && mv $@.tmp $@
$(B)/base/pinyin.o: $(B)/pinyin_table.inc

# The schema: src/store/schema/NNNN_name.sql in order, each as one entry { version, "name", "sql" }.
$(B)/schema.inc: $(sort $(wildcard src/store/schema/*.sql)) src/store/schema/embed.awk
	@mkdir -p $(@D)
	@awk -f src/store/schema/embed.awk $(filter %.sql,$^) > $@.tmp && mv $@.tmp $@
$(B)/store/schema.o: $(B)/schema.inc

-include $(shell find $(B) -name '*.d' 2>/dev/null)
clean:
	rm -rf build
