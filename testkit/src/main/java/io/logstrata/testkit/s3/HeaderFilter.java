package io.logstrata.testkit.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/** A request without the headers that the front has dealt with and s3proxy would refuse. */
final class HeaderFilter extends HttpServletRequestWrapper {
  private static final Set<String> HIDDEN =
      Set.of("x-amz-acl", "x-amz-expected-bucket-owner", "x-amz-server-side-encryption");

  HeaderFilter(HttpServletRequest request) {
    super(request);
  }

  private static boolean hidden(String name) {
    return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getHeader(String name) {
    return hidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(name -> !hidden(name)).toList());
  }
}
