# Turns schema/NNNN_name.sql into entries { version, "name", "sql" }, for schema.c, a C string a line.
function finish() {
	if (version != "")
		print "\t},"
}
FNR == 1 {
	finish()
	name = FILENAME
	sub(/^.*\//, "", name)
	sub(/\.sql$/, "", name)
	version = name
	sub(/_.*$/, "", version)
	sub(/^[0-9]*_/, "", name)
	sub(/^0*/, "", version)
	printf "\t{ %s, \"%s\",\n", version, name
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	print "\t\t\"" $0 "\\n\""
}
END { finish() }
