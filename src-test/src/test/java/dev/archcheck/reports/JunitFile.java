package dev.archcheck.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.testkit.Corpus;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A JUnit XML file, held against the schema of the xUnit plugin of Jenkins. */
final class JunitFile {

  private JunitFile() {}

  /** {@return the suite of a valid file whose counts are right} */
  static Element suite(String text) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Corpus.part("schemas").resolve("junit-10.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(text)));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)))
            .getDocumentElement();
    Element suite = elements(root, "testsuite").getFirst();
    List<Element> cases = elements(suite, "testcase");
    assertThat(suite.getAttribute("tests")).isEqualTo("" + cases.size());
    for (String kind : new String[] {"failure", "error"}) {
      long count = cases.stream().filter(one -> !elements(one, kind).isEmpty()).count();
      assertThat(suite.getAttribute(kind + "s")).isEqualTo("" + count);
      assertThat(root.getAttribute(kind + "s")).isEqualTo("" + count);
    }
    return suite;
  }

  static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }
}
