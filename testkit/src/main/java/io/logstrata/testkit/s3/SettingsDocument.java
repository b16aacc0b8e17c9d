package io.logstrata.testkit.s3;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks the XML that sets something on a bucket. Source: the API reference of each operation. */
final class SettingsDocument {
  static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced");
  private static final Set<String> BOOLEANS = Set.of("true", "false", "TRUE", "FALSE");
  private static final Map<String, String> ROOTS =
      Map.of(
          "publicAccessBlock", "PublicAccessBlockConfiguration",
          "ownershipControls", "OwnershipControls",
          "encryption", "ServerSideEncryptionConfiguration",
          "versioning", "VersioningConfiguration",
          "lifecycle", "LifecycleConfiguration",
          "tagging", "Tagging",
          "cors", "CORSConfiguration",
          "object-lock", "ObjectLockConfiguration");

  private SettingsDocument() {}

  /** Refuses a document that is not what the sub-resource takes, with MalformedXML. */
  static void check(String subresource, String document) {
    Element root = parse(document);
    if (!root.getNodeName().equals(ROOTS.getOrDefault(subresource, root.getNodeName()))) {
      throw malformed();
    }
    switch (subresource) {
      case "publicAccessBlock" -> {
        NodeList switches = root.getElementsByTagName("*");
        for (int i = 0; i < switches.getLength(); i++) {
          oneOf(switches.item(i).getTextContent(), BOOLEANS);
        }
      }
      case "ownershipControls" -> oneOf(only(root, "ObjectOwnership"), OWNERSHIPS);
      case "encryption" ->
          oneOf(only(root, "SSEAlgorithm"), Set.of("AES256", "aws:kms", "aws:kms:dsse"));
      case "versioning" -> {
        if (root.getElementsByTagName("Status").getLength() > 0) {
          oneOf(only(root, "Status"), Set.of("Enabled", "Suspended"));
        }
      }
      default -> {
        // The others are kept as they come.
      }
    }
  }

  private static Element parse(String document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Without it the parser prints to standard error what it then throws.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
    } catch (SAXException | IOException notXml) {
      throw malformed();
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String only(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    if (found.getLength() != 1) {
      throw malformed();
    }
    return found.item(0).getTextContent();
  }

  private static void oneOf(String text, Set<String> all) {
    if (!all.contains(text.strip())) {
      throw malformed();
    }
  }

  private static S3Refusal malformed() {
    return new S3Refusal(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }
}
