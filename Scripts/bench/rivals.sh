# Other engines for Scripts/bench/transform, where they are installed. Sourced, never run.
# Their bytes may differ (indentation, order of declarations), so only the time is compared.

# rival_commands INPUT OUTPUT: a line `name|command` for each engine that is here.
rival_commands() {
    local here saxon=/usr/share/java/Saxon-HE.jar
    here="$(dirname "${BASH_SOURCE[0]}")/rivals"
    if python3 -c 'import lxml' 2>/dev/null; then
        printf 'lxml|python3 %s/transform.py %s %s %s\n' "$here" "$1" "$STYLESHEET" "$2"
    fi
    if command -v xalan >/dev/null; then printf 'Xalan-C|xalan -in %s -xsl %s -out %s\n' "$1" "$STYLESHEET" "$2"; fi
    if command -v java >/dev/null && [ -f "$saxon" ]; then
        printf 'Saxon-HE|java -cp %s net.sf.saxon.Transform -s:%s -xsl:%s -o:%s\n' "$saxon" "$1" "$STYLESHEET" "$2"
    fi
    if command -v javac >/dev/null; then
        printf 'JDK XSLTC|java %s/Transform.java %s %s %s\n' "$here" "$1" "$STYLESHEET" "$2"
    fi
}

# rival_rows COUNT: each engine beside xsltproc on the same orders.
rival_rows() {
    local orders name command
    orders=$(orders_file "$1")
    while IFS='|' read -r name command; do
        compare "$1 orders, $name" "$command" "xsltproc -o $BENCH/rival.xml $STYLESHEET $orders"
    done < <(rival_commands "$orders" "$BENCH/other.xml")
}
