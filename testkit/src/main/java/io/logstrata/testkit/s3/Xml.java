package io.logstrata.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The few XML answers of the front. */
final class Xml {
  private Xml() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static void write(HttpServletResponse response, int status, String element) throws IOException {
    byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element).getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType("application/xml");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static void error(HttpServletResponse response, int status, String code, String message)
      throws IOException {
    write(
        response,
        status,
        "<Error><Code>"
            + escaped(code)
            + "</Code><Message>"
            + escaped(String.valueOf(message))
            + "</Message><RequestId>0000000000000000</RequestId></Error>");
  }
}
