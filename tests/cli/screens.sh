#!/usr/bin/env bash
# A broken file of screens/ is told by the command that needs it, and keeps no other from its work; lint tells of it.
#   screens.sh PROGRAM SCREENS_DIR TESTS_DIR
set -u
. "$(dirname "$0")/say.bash"

must 'the sample village' bangfu init --demo
cp -r "$screens" "$work/own"
screens=$work/own
must 'one line that is none' bash -c "echo 'no line' >> '$work/own/form.training.ini'; echo 'no line' >> '$work/own/report.year.ini'"
must 'Today does without' bangfu today
must 'so does the month' bangfu report month --month 2020-11
must 'the year does not' status 2 bangfu report year --year 2020
must 'the line is named' says "report.year.ini:$(wc -l < "$work/own/report.year.ini")"
must 'a list of the form is not written' status 2 bangfu export training --profile internal -o "$work/training.csv"
must 'the line is named' says "form.training.ini:$(wc -l < "$work/own/form.training.ini")"
must 'lint has them both' status 1 bangfu lint
must 'the one' says form.training.ini
must 'and the other' says report.year.ini
must 'a word that stands twice' bash -c "printf '[word.saved]\n' >> '$work/own/words.ini'"
must 'words that are broken keep all from beginning' status 2 bangfu today
must 'the line is named' says "words.ini:$(wc -l < "$work/own/words.ini")"

exit "$failed"
