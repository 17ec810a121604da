<?xml version="1.0" encoding="UTF-8"?>
<!--
  Purpose: one run of a workflow as a self-contained HTML page: what came, what went, what is held and why, money by tax code,
           payments, links to the files.
  Input:   the run summary that the report task writes (root `run`, amounts as decimal text with two places, already summed).
  Output:  HTML, UTF-8, no outside resources, so that it can be mailed or archived as it is.
  Seams:   templates of mode `section` can be replaced one by one; the empty template `custom-section` is for a customer's own.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:crosswalk:mapping"
                exclude-result-prefixes="c">

  <c:mapping from="Crosswalk Run" to="HTML Report" record="run">
    <c:parameter name="Title" type="string" default="Run report" description="Heading of the page"/>
  </c:mapping>

  <xsl:param name="Title" select="'Run report'"/>

  <xsl:output method="html" encoding="UTF-8" indent="yes" doctype-system="about:legacy-compat"/>

  <xsl:template match="/run">
    <html lang="en">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="concat($Title, ' ', @id)"/></title>
        <style><xsl:call-template name="style"/></style>
      </head>
      <body>
        <xsl:apply-templates select="." mode="headline"/>
        <xsl:apply-templates select="tasks" mode="section"/>
        <xsl:apply-templates select="money" mode="section"/>
        <xsl:apply-templates select="held" mode="section"/>
        <xsl:apply-templates select="orders" mode="section"/>
        <xsl:apply-templates select="files" mode="section"/>
        <xsl:call-template name="custom-section"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="custom-section"/>

  <xsl:template match="run" mode="headline">
    <h1><xsl:value-of select="$Title"/></h1>
    <p class="facts">
      <b><xsl:value-of select="@workflow"/></b>
      <xsl:if test="@customer"> for <b><xsl:value-of select="@customer"/></b></xsl:if>
      <xsl:text>, run </xsl:text><xsl:value-of select="@id"/>
      <xsl:text>, started </xsl:text><xsl:value-of select="@started"/>
      <xsl:if test="@mode = 'dryRun'"> <span class="flag">dry run: nothing was written</span></xsl:if>
    </p>
    <p class="verdict">
      <xsl:choose>
        <xsl:when test="held/record">
          <span class="bad"><xsl:value-of select="count(held/record)"/> held or failed</span>
        </xsl:when>
        <xsl:otherwise><span class="good">Nothing is held</span></xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="posted" select="count(orders/order[@remark = ''])"/>
      <xsl:variable name="verb">
        <xsl:choose>
          <xsl:when test="@mode = 'dryRun'"> would go into the ledger.</xsl:when>
          <xsl:otherwise> went into the ledger by this run.</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:value-of select="concat('; ', $posted, ' order', substring('s', 1, number($posted != 1)), $verb)"/>
    </p>
  </xsl:template>

  <xsl:template match="tasks" mode="section">
    <h2>Tasks</h2>
    <table>
      <tr><th>Task</th><th class="n">In</th><th class="n">Out</th><th class="n">Failed</th><th class="n">Seconds</th><th>Result</th></tr>
      <xsl:for-each select="task">
        <tr>
          <td><xsl:value-of select="@name"/></td>
          <td class="n"><xsl:value-of select="@in"/></td>
          <td class="n"><xsl:value-of select="@out"/></td>
          <td class="n"><xsl:if test="@failed != '0'"><xsl:attribute name="class">n bad</xsl:attribute></xsl:if><xsl:value-of select="@failed"/></td>
          <td class="n"><xsl:value-of select="@seconds"/></td>
          <td><xsl:value-of select="@result"/><xsl:apply-templates select="note"/></td>
        </tr>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template match="note"><div class="note"><xsl:value-of select="."/></div></xsl:template>

  <xsl:template match="money" mode="section">
    <h2>Reconciliation</h2>
    <xsl:for-each select="currency">
      <h3><xsl:value-of select="@code"/></h3>
      <table>
        <tr><th>Orders</th><th class="n">Shoppers paid</th><th class="n">Ledger</th><th class="n">Difference</th><th class="n">Still open</th></tr>
        <tr>
          <td><xsl:value-of select="@orders"/></td>
          <td class="n"><xsl:value-of select="@shop"/></td>
          <td class="n"><xsl:value-of select="@ledger"/></td>
          <td><xsl:call-template name="difference"/></td>
          <td class="n"><xsl:value-of select="@open"/></td>
        </tr>
      </table>
      <xsl:if test="@open and number(@open) != 0">
        <p class="note">Still open is what no receipt covers: orders on account, and parts paid by gift certificate or store credit.</p>
      </xsl:if>
      <xsl:if test="tax">
        <table>
          <tr><th>Tax code</th><th class="n">Rate</th><th class="n">Net</th><th class="n">VAT</th><th class="n">Gross</th></tr>
          <xsl:for-each select="tax">
            <tr>
              <td>T<xsl:value-of select="@code"/></td><td class="n"><xsl:value-of select="@rate"/> %</td>
              <td class="n"><xsl:value-of select="@net"/></td><td class="n"><xsl:value-of select="@tax"/></td>
              <td class="n"><xsl:value-of select="@gross"/></td>
            </tr>
          </xsl:for-each>
        </table>
      </xsl:if>
      <xsl:if test="payment">
        <table>
          <tr><th>Paid by</th><th>Into</th><th class="n">Receipts</th><th class="n">Amount</th></tr>
          <xsl:for-each select="payment">
            <tr>
              <td><xsl:value-of select="translate(@instrument, '-', ' ')"/></td><td>Bank <xsl:value-of select="@bank"/></td><td class="n"><xsl:value-of select="@count"/></td>
              <td class="n"><xsl:value-of select="@amount"/></td>
            </tr>
          </xsl:for-each>
        </table>
      </xsl:if>
      <xsl:if test="adjustments">
        <p>
          <xsl:text>To meet the shop's totals in the ledger's own rounding: </xsl:text>
          <xsl:for-each select="adjustments">
            <xsl:value-of select="concat(@count, ' × ', translate(@kind, '-', ' '))"/>
            <xsl:if test="position() != last()">, </xsl:if>
          </xsl:for-each>
          <xsl:text>. Each is listed below.</xsl:text>
        </p>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Shop against ledger: 0.00, or something that nobody may overlook. -->
  <xsl:template name="difference">
    <xsl:attribute name="class">n diff<xsl:if test="@difference != '0.00'"> bad</xsl:if></xsl:attribute>
    <xsl:value-of select="@difference"/>
  </xsl:template>

  <xsl:template match="held" mode="section">
    <xsl:if test="record">
      <h2>Held and failed</h2>
      <table>
        <tr><th>Record</th><th>File</th><th>Code</th><th>Why, and what to do</th></tr>
        <xsl:for-each select="record">
          <tr>
            <td><xsl:value-of select="@id"/></td><td><a href="./{@file}"><xsl:value-of select="@file"/></a></td>
            <td><xsl:value-of select="@code"/></td><td><xsl:value-of select="."/></td>
          </tr>
        </xsl:for-each>
      </table>
      <p class="note">
        What is put right in the shop, the ledger or the mapping is tried again by the next run. Close what you entered by hand:
        <code>crosswalk runs settle FOLDER RECORD --as entered-by-hand --reason '…'</code>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="orders" mode="section">
    <xsl:if test="order">
      <h2>Orders</h2>
      <table>
        <tr><th>Shop order</th><th>Ledger order</th><th>Account</th><th class="n">Shopper paid</th><th class="n">Ledger</th><th class="n">Difference</th><th>Remark</th></tr>
        <xsl:for-each select="order">
          <tr>
            <td><xsl:value-of select="@id"/></td><td><xsl:value-of select="@number"/></td><td><xsl:value-of select="@account"/></td>
            <td class="n"><xsl:value-of select="@shop"/></td>
            <td class="n"><xsl:value-of select="@ledger"/></td>
            <td><xsl:call-template name="difference"/></td>
            <td><xsl:value-of select="@remark"/></td>
          </tr>
        </xsl:for-each>
      </table>
    </xsl:if>
    <xsl:apply-templates select="." mode="adjustments"/>
  </xsl:template>

  <xsl:template match="orders" mode="adjustments">
    <xsl:if test="order/adjustment">
      <h2>Adjustments</h2>
      <table>
        <tr><th>Shop order</th><th>Kind</th><th class="n">Amount</th><th>What was done</th></tr>
        <xsl:for-each select="order/adjustment">
          <tr>
            <td><xsl:value-of select="../@id"/></td><td><xsl:value-of select="translate(@kind, '-', ' ')"/></td>
            <td class="n"><xsl:value-of select="@amount"/></td><td><xsl:value-of select="."/></td>
          </tr>
        </xsl:for-each>
      </table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="files" mode="section">
    <h2>Files</h2>
    <ul><xsl:for-each select="file"><li><a href="./{@name}"><xsl:value-of select="@name"/></a></li></xsl:for-each></ul>
  </xsl:template>

  <xsl:template name="style">
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1c1f23; }
    h1 { margin-bottom: 0; } h2 { margin-top: 2rem; border-bottom: 1px solid #d5d9de; }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
    th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #eceef1; vertical-align: top; }
    th { font-weight: 600; color: #555d66; } .n { text-align: right; font-variant-numeric: tabular-nums; }
    .bad { color: #b3261e; font-weight: 600; } .good { color: #1e7d3c; font-weight: 600; }
    .note { color: #555d66; font-size: 13px; } .flag { background: #fff3cd; padding: 0 .4rem; }
  </xsl:template>
</xsl:stylesheet>
