<?xml version="1.0" encoding="UTF-8"?>
<!--
  What was paid, by which instrument, and into which account:

    <payments>
      <payment instrument="card" amount="14.97" bank="1200" reference="bt1042x1" type="SalesReceipt"/>
      <payment instrument="gift-certificate|store-credit" …/>
    </payments>

  The interchange format has one payment per order: the part that reached the bank. Others follow in {urn:crosswalk}Payments.
  The customer's table `payment-methods` says which methods are paid and where the money goes; without one, or for gift
  certificates and store credit that it does not name, the parameters PaidStatuses, PaidMethods, BankAccount, CurrencyBanks,
  VoucherBank, StoreCreditBank do.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:crosswalk"
                xmlns:exsl="http://exslt.org/common" xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text"
                xmlns:lookup="urn:crosswalk:lookup" exclude-result-prefixes="x exsl money text lookup">

  <xsl:variable name="has-payment-methods" select="lookup:exists('payment-methods')"/>

  <!-- Nothing for an order that is not paid: it stays open in the ledger. -->
  <xsl:template match="order" mode="payments">
    <xsl:param name="plan"/>
    <xsl:variable name="is-paid"><xsl:call-template name="is-paid"/></xsl:variable>
    <payments>
      <xsl:if test="$is-paid = 'true'">
        <xsl:variable name="card"><xsl:call-template name="card-amount">
          <xsl:with-param name="plan" select="$plan"/>
        </xsl:call-template></xsl:variable>
        <xsl:variable name="instruments-tree"><xsl:call-template name="instruments-left">
          <xsl:with-param name="plan" select="$plan"/><xsl:with-param name="card" select="string($card)"/>
        </xsl:call-template></xsl:variable>
        <xsl:variable name="instruments" select="exsl:node-set($instruments-tree)"/>
        <xsl:call-template name="payment">
          <xsl:with-param name="instrument">card</xsl:with-param>
          <xsl:with-param name="method" select="text:value(payment_method)"/>
          <xsl:with-param name="amount" select="string($card)"/>
          <xsl:with-param name="bank"><xsl:call-template name="by-currency">
            <xsl:with-param name="table" select="$CurrencyBanks"/><xsl:with-param name="default" select="$BankAccount"/>
          </xsl:call-template></xsl:with-param>
          <xsl:with-param name="reference"><xsl:call-template name="payment-reference"/></xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="payment">
          <xsl:with-param name="instrument">gift-certificate</xsl:with-param>
          <xsl:with-param name="amount" select="$instruments/certificate"/>
          <xsl:with-param name="bank" select="$VoucherBank"/>
          <xsl:with-param name="reference">Gift certificate</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="payment">
          <xsl:with-param name="instrument">store-credit</xsl:with-param>
          <xsl:with-param name="amount" select="$instruments/credit"/>
          <xsl:with-param name="bank" select="$StoreCreditBank"/>
          <xsl:with-param name="reference">Store credit</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </payments>
  </xsl:template>

  <!--
    What gift certificate and store credit have paid of what is left of the order. The card is given back first; what is paid beyond
    the order then was given back as credit, and at last as certificate.
  -->
  <xsl:template name="instruments-left">
    <xsl:param name="plan"/>
    <xsl:param name="card"/>
    <xsl:variable name="credit" select="money:format(store_credit_amount, 2)"/>
    <xsl:variable name="certificate" select="money:format(gift_certificate_amount, 2)"/>
    <xsl:variable name="paid" select="money:add(money:add($credit, $certificate), money:at-least-zero($card))"/>
    <xsl:variable name="beyond" select="money:at-least-zero(money:subtract($paid, string($plan/@total)))"/>
    <xsl:variable name="over" select="money:multiply($beyond, number(boolean($plan/@refunded)))"/>
    <xsl:variable name="over-credit" select="money:at-least-zero(money:subtract($over, $credit))"/>
    <xsl:if test="$plan/@refunded and money:compare($over-credit, $certificate) = 1">
      <xsl:call-template name="unexplained-refund">
        <xsl:with-param name="why" select="concat(money:format($over, 2),
                                                  ' more is paid than is left of it, as when it is given back as store credit')"/>
      </xsl:call-template>
    </xsl:if>
    <credit><xsl:value-of select="money:at-least-zero(money:subtract($credit, $over))"/></credit>
    <certificate><xsl:value-of select="money:subtract($certificate, $over-credit)"/></certificate>
  </xsl:template>

  <!--
    One instrument; nothing when it paid nothing. A certificate or credit without an account is named all the same: it stays open in
    the ledger, and explains a shop's total that leaves it out.
  -->
  <xsl:template name="payment">
    <xsl:param name="instrument"/>
    <xsl:param name="method" select="$instrument"/>
    <xsl:param name="amount"/>
    <xsl:param name="bank"/>
    <xsl:param name="reference"/>
    <xsl:if test="money:compare($amount, 0) = 1">
      <xsl:variable name="own-bank"><xsl:call-template name="method-value">
        <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">bank</xsl:with-param>
      </xsl:call-template></xsl:variable>
      <xsl:variable name="own-type"><xsl:call-template name="method-value">
        <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">type</xsl:with-param>
      </xsl:call-template></xsl:variable>
      <xsl:variable name="account"><xsl:choose>
        <xsl:when test="string($own-bank)"><xsl:value-of select="$own-bank"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$bank"/></xsl:otherwise>
      </xsl:choose></xsl:variable>
      <xsl:if test="string($account) or $instrument != 'card'">
        <payment instrument="{$instrument}" amount="{money:format($amount, 2)}" bank="{$account}" reference="{$reference}">
          <xsl:attribute name="type"><xsl:choose>
            <xsl:when test="string($own-type)"><xsl:value-of select="$own-type"/></xsl:when>
            <xsl:otherwise>SalesReceipt</xsl:otherwise>
          </xsl:choose></xsl:attribute>
        </payment>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- A cell of the table for a method in the order's currency; empty without the table or the row. -->
  <xsl:template name="method-value">
    <xsl:param name="method"/>
    <xsl:param name="column"/>
    <xsl:if test="$has-payment-methods">
      <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
      <xsl:value-of select="lookup:find('payment-methods', $column, 'method', $method, 'currency', string($currency))"/>
    </xsl:if>
  </xsl:template>

  <!--
    `true` when the money is there. The table's column `paid` says yes, no, or status: then payment_status decides, as it does
    without a table.
  -->
  <xsl:template name="is-paid">
    <xsl:variable name="method" select="text:value(payment_method)"/>
    <xsl:variable name="paid"><xsl:call-template name="method-value">
      <xsl:with-param name="method" select="$method"/><xsl:with-param name="column">paid</xsl:with-param>
    </xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$paid = 'yes'">true</xsl:when>
      <xsl:when test="$paid = 'no'">false</xsl:when>
      <xsl:when test="$paid = 'status'"><xsl:value-of select="text:lists($PaidStatuses, payment_status)"/></xsl:when>
      <xsl:when test="$has-payment-methods and $method and money:compare(total_inc_tax, 0) = 1">
        <xsl:call-template name="stop">
          <xsl:with-param name="code">E-PAYMENT</xsl:with-param>
          <xsl:with-param name="text">
            is '<xsl:value-of select="$method"/>' money in the bank? lookups/payment-methods.csv has no row for that payment
            method with paid = yes, no or status; add one
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="text:lists($PaidStatuses, payment_status) or text:lists($PaidMethods, payment_method)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    What reached the bank: by the transactions where they were downloaded, else the total less refunds and less what gift
    certificates and store credit paid of it.
  -->
  <xsl:template name="card-amount">
    <xsl:param name="plan"/>
    <xsl:variable name="real" select="transactions/transaction[status = 'ok' and not(test = 'true')
                                      and method != 'gift_certificate' and method != 'store_credit']"/>
    <xsl:variable name="captured" select="$real[event = 'purchase' or event = 'capture']"/>
    <!-- Each in whole pennies, as it is booked: what is left for the card is then no fraction, above zero or below. -->
    <xsl:variable name="instruments" select="money:add(money:format(store_credit_amount, 2),
                                                       money:format(gift_certificate_amount, 2))"/>
    <xsl:choose>
      <xsl:when test="$captured">
        <xsl:variable name="given-back" select="money:sum($real[event = 'refund']/amount)"/>
        <xsl:value-of select="money:format(money:subtract(money:sum($captured/amount), $given-back), 2)"/>
      </xsl:when>
      <!-- Authorised only: the money is promised, and may be voided. -->
      <xsl:when test="$real[event = 'authorization' or event = 'void' or event = 'pending']">0</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="money:format(money:subtract(money:subtract(money:format(total_inc_tax, 2), string($plan/@refunded)),
                              money:multiply($instruments, number($plan/@instruments = 'included'))), 2)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The provider's own transaction id finds the payment again; the method's name is better than nothing. -->
  <xsl:template name="payment-reference">
    <xsl:variable name="transaction" select="transactions/transaction[status = 'ok' and (event = 'purchase' or event = 'capture')
                                             and text:value(gateway_transaction_id)][1]"/>
    <xsl:variable name="provider" select="text:value(payment_provider_id)"/>
    <xsl:choose>
      <xsl:when test="$transaction">
        <xsl:value-of select="substring(text:value($transaction/gateway_transaction_id), 1, 30)"/>
      </xsl:when>
      <xsl:when test="$provider"><xsl:value-of select="substring($provider, 1, 30)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="text:wrap(text:value(payment_method), 30, 1)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Seam: the payment elements of a sales order. -->
  <xsl:template match="order" mode="payment">
    <xsl:param name="payments"/>
    <xsl:variable name="card" select="$payments/payment[@instrument = 'card']"/>
    <xsl:variable name="others" select="$payments/payment[@instrument != 'card']"/>
    <xsl:if test="$card">
      <PaymentRef><xsl:value-of select="$card/@reference"/></PaymentRef>
      <PaymentAmount><xsl:value-of select="$card/@amount"/></PaymentAmount>
      <BankAccount><xsl:value-of select="$card/@bank"/></BankAccount>
      <PaymentType><xsl:value-of select="$card/@type"/></PaymentType>
    </xsl:if>
    <xsl:if test="$others">
      <x:Payments>
        <xsl:for-each select="$others">
          <x:Payment instrument="{@instrument}" bank="{@bank}" reference="{@reference}" type="{@type}">
            <xsl:value-of select="@amount"/>
          </x:Payment>
        </xsl:for-each>
      </x:Payments>
    </xsl:if>
  </xsl:template>

  <!-- The entry of the order's currency in a table such as `EUR=WEBEUR`, else the default. -->
  <xsl:template name="by-currency">
    <xsl:param name="table"/>
    <xsl:param name="default"/>
    <xsl:variable name="currency"><xsl:call-template name="order-currency"/></xsl:variable>
    <xsl:variable name="entry"><xsl:call-template name="table-value">
      <xsl:with-param name="table" select="$table"/><xsl:with-param name="key" select="$currency"/>
    </xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="string($entry)"><xsl:value-of select="$entry"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$default"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
