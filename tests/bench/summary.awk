# What a run of the benchmark came to, from its table: how many gates hold, and each one that does not in a line again.

/^[0-9]+ households$/ { at = $1 ": " }
/^whole commands$/ { at = "" }

# A line of a gate begins with its number and ends with its verdict; a whole command's has its gates behind a dot.
/^ +[0-9]+ .* (goal|ok|OVER)$/ || /· (ok|OVER .*)$/ {
	gates++
	if ($NF == "goal")
		goals++
	if (!/OVER/)
		held++
	else
		say("OVER    ")
}

/FAILED:/ { failed++; say("FAILED  ") }

function say(what) {
	gsub(/ +/, " ")
	sub(/^ (FAILED: )?/, "")
	sub(/ OVER$/, "")
	over = over "  " what at $0 "\n"
}

END {
	printf "\n%d of %d gates hold, %d of them reach their goal", held, gates, goals
	printf failed ? "; %d parts or commands failed:\n" : over ? "; over:\n" : ".\n", failed
	printf "%s", over
}
