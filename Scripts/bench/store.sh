# A sandbox store and an integration against it, for the benchmarks beside it. Sourced after common.sh, never run.

STORE="$BENCH/store"
rm -rf "$STORE"
mkdir -p "$STORE"

# start_store N: a store with N generated orders on a free port, stopped when the script ends.
start_store() {
    "$CROSSWALK" sandbox store --orders "$1" --products 120 --port 0 --port-file "$STORE/port" --quota 450/30 2>"$STORE/log" &
    trap "kill $! 2>/dev/null || true" EXIT
    for _ in $(seq 300); do [ -s "$STORE/port" ] && return; sleep 0.1; done
    fail "the sandbox store did not start; see $STORE/log"
}

# make_integration TASK…: a workflow of these tasks (download, map-orders, import) and a ledger with the store's products.
make_integration() {
    "$CROSSWALK" sandbox catalogue --products 120 --output "$STORE/products.xml"
    "$CROSSWALK" sandbox company "$STORE/company.sqlite" --products "$STORE/products.xml" \
        --customers "$ROOT/Samples/bigcommerce-to-sage50/company/customers.xml"
    cat >"$STORE/workflow.yaml" <<YAML
version: 1
name: bench
start_date: 2026-01-01
connections:
  shop: {type: bigcommerce, url: "http://127.0.0.1:$(cat "$STORE/port")", store_hash: demo, token: "\${CROSSWALK_SANDBOX_TOKEN}"}
  ledger: {type: sage50-embedded, file: company.sqlite}
phases:
  - name: orders
    tasks:
YAML
    export CROSSWALK_SANDBOX_TOKEN=sandbox-token
    local task
    for task in "$@"; do task_definition "$task" >>"$STORE/workflow.yaml"; done
}

task_definition() {
    case $1 in
    download) echo "      - {name: download, type: bigcommerce.download-orders, settings: {connection: shop, statuses: [Awaiting Fulfillment], output: orders.xml}}" ;;
    map-orders) echo "      - {name: map-orders, type: map, settings: {mapping: BigCommerce Orders..Zynk Sales Orders, input: orders.xml, output: sales-orders.xml}}" ;;
    import) echo "      - {name: import, type: sage50.import-sales-orders, settings: {connection: ledger, input: sales-orders.xml, success: sales-orders.success.xml, fail: sales-orders.fail.xml, auto_allocate_stock: true}}" ;;
    esac
}
