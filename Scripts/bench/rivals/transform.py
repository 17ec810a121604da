"""One transform by lxml: transform.py INPUT STYLESHEET OUTPUT."""
import sys
from lxml import etree

source, stylesheet, output = sys.argv[1:]
etree.XSLT(etree.parse(stylesheet))(etree.parse(source)).write_output(output)
