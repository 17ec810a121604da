import Foundation
import Testing
import Workflow
import XSLT

@testable import Sage50

@Suite struct AccountTests {
    private func order(_ id: String, _ forename: String, _ surname: String, company: String = "", customer: String = "") -> String
    {
        let customerID = customer.isEmpty ? "" : "<CustomerId>\(customer)</CustomerId>"
        return OrderText.order(
            id: id, account: nil, lines: OrderText.mug,
            more: customerID + OrderText.person(forename, surname, company: company, email: "\(id)@example.org"))
    }

    private let generating: @Sendable (inout ImportSettings) -> Void = {
        $0.createsCustomers = true
        $0.references = AccountReferenceRules()
    }

    @Test func generatedReferencesAreLettersAndARunningNumber() async throws {
        let bench = try Bench()
        let imported = try await bench.run(
            order("1", "Joe", "Harrison"), order("2", "Joe", "Harrison"), order("3", "Bo", "Y"), order("4", "Émile", "Żak"),
            order("5", "山田", "太郎"), order("6", "A", "B", company: "Internetware Ltd"), change: generating)
        #expect(
            imported.success.map { $0.text("AccountReference") }
                == ["JOEH0001", "JOEH0002", "BOY0001", "EMIL0001", "WEB0001", "INTE0001"])
        #expect(
            try bench.value("SELECT NAME || '/' || CONTACT_NAME FROM SALES_LEDGER WHERE ACCOUNT_REF = 'INTE0001'")
                == "Internetware Ltd/A B")
        let next = try await bench.run(order("7", "Joe", "Harrison"), change: generating)
        #expect(next.success.first?.text("AccountReference") == "JOEH0003")
    }

    @Test func aCustomerWithAnIdKeepsTheAccountOfTheFirstOrder() async throws {
        let bench = try Bench()
        let imported = try await bench.run(
            order("1", "Joe", "Harrison", customer: "55"), order("2", "Joseph", "Harrison", customer: "55"),
            order("3", "Joe", "Harrison", customer: "0"), change: generating)
        #expect(imported.success.map { $0.text("AccountReference") } == ["JOEH0001", "JOEH0001", "JOEH0002"])
        #expect(try bench.value("SELECT INTERNAL_ID FROM X_TRUTH WHERE KIND = 'Customer'") == "JOEH0001")
        let later = try await bench.run(order("4", "J", "H", customer: "55"))
        #expect(later.success.first?.text("AccountReference") == "JOEH0001")
        #expect(try bench.value("SELECT NAME FROM SALES_LEDGER WHERE ACCOUNT_REF = 'JOEH0001'") == "Joe Harrison")
    }

    struct Mask: Sendable {
        let mask: String
        let letters: Int
        let digits: Int
        let reference: String
    }

    @Test(arguments: [
        Mask(mask: "", letters: 4, digits: 3, reference: "JOEH001"),
        Mask(mask: "W", letters: 4, digits: 3, reference: "WJOEH001"),
        Mask(mask: "A???????", letters: 4, digits: 4, reference: "AJOE0001"),
        Mask(mask: "???-???", letters: 4, digits: 3, reference: "JOE-001"),
        Mask(mask: "????????", letters: 4, digits: 2, reference: "JOEHAR01"),
    ])
    func masksAreAPrefixOrAPattern(_ mask: Mask) async throws {
        var rules = AccountReferenceRules()
        (rules.mask, rules.alphabeticLength, rules.numericLength) = (mask.mask, mask.letters, mask.digits)
        let contact = SalesOrderRecord.Contact(forename: "Joe", surname: "Harrison")
        #expect(AccountReferenceRules.reference(rules.form(for: contact), number: 1) == mask.reference)
    }

    @Test(arguments: [
        ["account_reference_alphabetic_length": "6", "account_reference_numeric_length": "4"],
        ["account_reference_numeric_length": "0"], ["account_reference_mask": "??", "account_reference_numeric_length": "3"],
        ["account_reference_regular_expression": "("],
    ])
    func rulesThatCannotWorkAreRefusedBeforeTheRun(_ values: [String: String]) {
        let settings = SettingValues(
            values.mapValues { .text($0) }.merging(["connection": "ledger", "auto_generate_account_references": "true"]) {
                first, _ in first
            })
        #expect(throws: TaskFailure.self) { try ImportSettings(settings) }
    }

    @Test func whenAllNumbersAreUsedTheOrderWaits() async throws {
        let bench = try Bench()
        try bench.company.create(Account(reference: "JOEH9"))
        let imported = try await bench.run(order("1", "Joe", "Harrison")) {
            generating(&$0)
            $0.references?.numericLength = 1
        }
        #expect(imported.codes == ["E-ACCOUNT-UNKNOWN"])
        #expect(imported.sentences.contains("JOEH#"))
    }

    @Test func creationWithoutGenerationNeverPostsAnOrderWithoutAccount() async throws {
        let bench = try Bench()
        let imported = try await bench.run(order("1", "Joe", "Harrison")) { $0.createsCustomers = true }
        #expect(imported.codes == ["E-ACCOUNT-UNKNOWN"])
    }

    @Test func aGivenReferenceIsCreatedWhenAllowed() async throws {
        let bench = try Bench()
        let more = OrderText.person("Ann", "Shopper", email: "ann@example.org")
        let imported = try await bench.run(OrderText.order(account: "ann01", lines: OrderText.mug, more: more)) {
            $0.createsCustomers = true
        }
        #expect(imported.success.first?.text("AccountReference") == "ANN01")
        #expect(
            try bench.value("SELECT E_MAIL || ADDRESS_5 || COUNTRY_CODE FROM SALES_LEDGER WHERE ACCOUNT_REF = 'ANN01'")
                == "ann@example.orgYO21 1AAGB")
    }

    @Test func anAccountIsNotLeftBehindByAnOrderThatFails() async throws {
        let bench = try Bench()
        let more = OrderText.person("Ann", "Shopper")
        try await bench.run(OrderText.order(account: "ANN01", total: "99.00", lines: OrderText.mug, more: more)) {
            $0.createsCustomers = true
        }
        #expect(try bench.count("SALES_LEDGER") == 4)
    }

    @Test func allMatchFieldsMustAgreeAndAnEmptyOneAgreesWithNothing() async throws {
        let bench = try Bench()
        let fields: @Sendable (inout ImportSettings) -> Void = { $0.matchFields = [.email, .postcode] }
        func shopper(_ id: String, _ email: String, _ postcode: String) -> String {
            OrderText.order(
                id: id, account: nil, lines: OrderText.mug, more: OrderText.person("Z", "Z", email: email, postcode: postcode))
        }
        let imported = try await bench.run(
            shopper("1", "ZERO@example.org", "LS2 2AA"), shopper("2", "zero@example.org", "LS9"), shopper("3", "", "LS2 2AA"),
            change: fields)
        #expect(imported.success.map { $0.text("AccountReference") } == ["ZERO001"])
        #expect(imported.fail.map { $0.text("Id") } == ["2", "3"])
    }

    @Test func twoAccountsThatAgreeAreAQuestionForAPerson() async throws {
        let bench = try Bench()
        var twin = Account(reference: "ZERO002")
        twin.email = "zero@example.org"
        try bench.company.create(twin)
        let order = OrderText.order(
            account: nil, lines: OrderText.mug, more: OrderText.person("Z", "Z", email: "zero@example.org"))
        let imported = try await bench.run(order) { $0.matchFields = [.email] }
        #expect(imported.sentences.contains("more than one account agrees in the match fields (ZERO001, ZERO002)"))
    }

    @Test func aHeldAccountFoundByMatchingHoldsTheOrderToo() async throws {
        let bench = try Bench()
        let order = OrderText.order(
            account: nil, lines: OrderText.mug, more: OrderText.person("H", "H", email: "held@example.org"))
        #expect(try await bench.run(order) { $0.matchFields = [.email] }.codes == ["E-ONHOLD"])
    }

    @Test func newDeliveryAddressesAreAddedOnceWhenAllowed() async throws {
        let bench = try Bench()
        let delivery = """
            <SalesOrderDeliveryAddress><Forename>Aunt</Forename><Address1>9 Lane</Address1><Postcode>YO22</Postcode></SalesOrderDeliveryAddress>
            """
        for id in ["1", "2"] {
            try await bench.run(OrderText.order(id: id, lines: OrderText.mug, more: delivery)) {
                $0.createsDeliveryAddresses = true
            }
        }
        #expect(try bench.value("SELECT group_concat(REFERENCE || NAME, '|') FROM SALES_DEL_ADDR") == "WEBSALES0001Aunt")
    }

    @Test func blankPartsComeFromTheAccountWhenTheSettingSaysSo() async throws {
        let bench = try Bench()
        let blank = "<SalesOrderAddress><Company>Given</Company></SalesOrderAddress>"
        try await bench.run(OrderText.order(lines: OrderText.mug, more: blank)) { $0.readsSalesLedgerData = true }
        #expect(try bench.value("SELECT NAME || '|' || ADDRESS_5 FROM SALES_ORDER") == "Given|YO21 1AA")
    }
}
