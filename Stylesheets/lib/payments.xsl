<?xml version="1.0" encoding="UTF-8"?>
<!--
  What was paid, and into which account. The interchange format has one payment per order: it is the part that reached the bank.
  Parts paid by gift certificate or store credit are listed in {urn:crosswalk}Payments when they have a clearing account.
  Reads the parameters PaidStatuses, PaidMethods, BankAccount, CurrencyBanks, VoucherBank, StoreCreditBank.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:crosswalk"
                xmlns:money="urn:crosswalk:money" xmlns:text="urn:crosswalk:text" exclude-result-prefixes="x money text">

  <!-- Seam: the payment of an order. Nothing for an order that is not paid: it stays open in the ledger. -->
  <xsl:template match="order" mode="payment">
    <xsl:param name="plan"/>
    <xsl:variable name="is-paid"><xsl:call-template name="is-paid"/></xsl:variable>
    <xsl:if test="$is-paid = 'true'">
      <xsl:variable name="instruments" select="money:add(store_credit_amount, gift_certificate_amount)"/>
      <xsl:variable name="amount" select="money:format(money:subtract(total_inc_tax,
                                          money:multiply($instruments, number($plan/@instruments = 'included'))), 2)"/>
      <xsl:if test="money:compare($amount, 0) = 1">
        <PaymentRef><xsl:call-template name="payment-reference"/></PaymentRef>
        <PaymentAmount><xsl:value-of select="$amount"/></PaymentAmount>
        <BankAccount><xsl:call-template name="by-currency">
          <xsl:with-param name="table" select="$CurrencyBanks"/><xsl:with-param name="default" select="$BankAccount"/>
        </xsl:call-template></BankAccount>
        <PaymentType>SalesReceipt</PaymentType>
      </xsl:if>
      <xsl:call-template name="instrument-payments"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="is-paid">
    <xsl:value-of select="text:lists($PaidStatuses, payment_status) or text:lists($PaidMethods, payment_method)"/>
  </xsl:template>

  <!-- The provider's own transaction id finds the payment again; the method's name is better than nothing. -->
  <xsl:template name="payment-reference">
    <xsl:variable name="provider" select="text:value(payment_provider_id)"/>
    <xsl:choose>
      <xsl:when test="$provider"><xsl:value-of select="substring($provider, 1, 30)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="text:wrap(text:value(payment_method), 30, 1)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="instrument-payments">
    <xsl:variable name="voucher" select="$VoucherBank != '' and money:compare(gift_certificate_amount, 0) = 1"/>
    <xsl:variable name="credit" select="$StoreCreditBank != '' and money:compare(store_credit_amount, 0) = 1"/>
    <xsl:if test="$voucher or $credit">
      <x:Payments>
        <xsl:if test="$voucher">
          <x:Payment bank="{$VoucherBank}" reference="Gift certificate">
            <xsl:value-of select="money:format(gift_certificate_amount, 2)"/>
          </x:Payment>
        </xsl:if>
        <xsl:if test="$credit">
          <x:Payment bank="{$StoreCreditBank}" reference="Store credit">
            <xsl:value-of select="money:format(store_credit_amount, 2)"/>
          </x:Payment>
        </xsl:if>
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
