# Shared by the benchmarks beside it: input, timing in pairs, medians. Sourced, never run.

source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
BENCH="$ROOT/.bench"
RUNS="${RUNS:-5}"
mkdir -p "$BENCH"

# orders_file N: an export of N orders; made once, from the shared generator where it is at hand, else by our own.
orders_file() {
    local count=$1 file="$BENCH/orders-$1.xml" generator="$ROOT/../shared/tools/gen_orders.py"
    if [ ! -s "$file" ]; then
        if [ -f "$generator" ] && command -v python3 >/dev/null; then
            python3 "$generator" "$count" >"$file"
        else
            "$ROOT/Scripts/bench/generate-orders" "$count" >"$file"
        fi
    fi
    printf '%s\n' "$file"
}

# milliseconds COMMAND…: wall time of one run, output thrown away.
milliseconds() {
    local start end
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    printf '%s\n' $(((end - start) / 1000))
}

# median of the numbers on standard input.
median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# compare NAME OURS RIVAL: two shell commands in turn, one warm-up each; prints medians in ms and the ratio.
compare() {
    local name=$1 ours=$2 rival=$3 run a b
    : >"$BENCH/a" && : >"$BENCH/b"
    milliseconds bash -c "exec $ours" >/dev/null
    milliseconds bash -c "exec $rival" >/dev/null
    for run in $(seq "$RUNS"); do
        milliseconds bash -c "exec $ours" >>"$BENCH/a"
        milliseconds bash -c "exec $rival" >>"$BENCH/b"
    done
    a=$(median <"$BENCH/a") b=$(median <"$BENCH/b")
    awk -v name="$name" -v a="$a" -v b="$b" \
        'BEGIN { printf "| %-34s | %10.1f | %10.1f | %6.2f |\n", name, a / 1000, b / 1000, a / b }'
}

# peak COMMAND: the most memory that one run of a shell command held, in MiB.
peak() {
    command -v python3 >/dev/null || { printf '?\n'; return; }
    python3 - "$1" <<'PYTHON'
import os, resource, sys
if os.fork() == 0:
    os.execvp("bash", ["bash", "-c", "exec " + sys.argv[1] + " >/dev/null"])
os.wait()
print("%.1f" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))
PYTHON
}
