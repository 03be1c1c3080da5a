#!/usr/bin/env bash
# What needs a large library is loaded when it is needed: a start maps none of them, and where a module is missing the program
# says what to do and goes on.
#   modules.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"
# For the fixed size of a list, not for the libraries of a sanitizer.
heavy='pango|cairo|glib|gobject|fontconfig|freetype|xlsxwriter|libzip|expat|freexl|opencc|stdc\+\+|crypto|X11'

must 'the sample village' bangfu init --demo
ldd "$program" > "$work/libraries"
must 'a start maps none of the large libraries' test "$(grep -cE "$heavy" "$work/libraries")" = 0
must 'but those of the screen and the database' test "$(grep -cE 'ncursesw|sqlite3|iniparser|utf8proc' "$work/libraries")" = 4

built=$(dirname "$(realpath "$program")")
mkdir -p "$work/bin" "$work/lib"
cp "$program" "$work/bin/bangfu"
program=$work/bin/bangfu
must 'no pages without their module' status 2 bangfu chart -o "$work/a.pdf"
must 'it is named' says bangfu-pdf.so
must 'and what to do' says 'make install'
must 'nothing is left of the file' test ! -e "$work/a.pdf"
must 'no workbook out' status 2 bangfu export household --profile internal -o "$work/a.xlsx"
must 'it is named' says bangfu-book.so
must 'none in' status 2 bangfu import household "$(dirname "$0")/../data/h1.xlsx" --dry-run
must 'none of the old kind' status 2 bangfu import household "$(dirname "$0")/../data/h1.xls" --dry-run
echo 帮扶干部張三 > "$work/pasted.txt"
must 'no cleaning' status 2 bangfu clean "$work/pasted.txt"
must 'it is named' says bangfu-hanzi.so
must 'all else goes on' bangfu export household --profile internal -o "$work/a.csv"
must 'all else goes on' bangfu today

mkdir "$work/lib/bangfu"
cp "$built"/bangfu-*.so "$work/lib/bangfu/"
must 'where they are installed they are found' bangfu chart -o "$work/a.pdf"
must 'pages' test -s "$work/a.pdf"
must 'a workbook' bangfu export household --profile internal -o "$work/a.xlsx"
must 'and back' bangfu import household "$work/a.xlsx" --dry-run
must 'cleaned' status 0 bangfu clean "$work/pasted.txt"
must 'simplified' grep -q 张三 "$work/out"

exit "$failed"
