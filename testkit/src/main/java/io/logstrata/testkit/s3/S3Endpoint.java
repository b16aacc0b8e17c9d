package io.logstrata.testkit.s3;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3 over HTTP on 127.0.0.1, path style. */
public final class S3Endpoint implements AutoCloseable {
  private static final long ANY_SIZE = 5L * 1024 * 1024 * 1024;
  private static final int THREADS = 64;
  private final Server server;
  private final ServerConnector connector;

  /**
   * Starts to serve.
   *
   * @param port the port, or 0 for a free one
   */
  public S3Endpoint(ObjectStore store, String region, String accountId, S3Hooks hooks, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("testkit-s3");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    // Keys may hold what a tidy path may not: empty segments, encoded slashes, brackets, dollar
    // signs.
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    BucketOperations buckets = new BucketOperations(store, region, accountId);
    S3Front front = new S3Front(store, handler(store), buckets, hooks, accountId);
    ServletHolder holder = new ServletHolder(front);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    server.setHandler(context);
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (Exception failed) {
      close();
      throw new IllegalStateException(
          "The endpoint of S3 cannot start on port " + port + ": is it taken?", failed);
    }
  }

  private static S3ProxyHandler handler(ObjectStore store) {
    return new S3ProxyHandler(
        store.blobs(),
        AuthenticationType.NONE,
        null,
        null,
        null,
        ANY_SIZE,
        ANY_SIZE,
        32 * 1024 * 1024,
        true,
        CrossOriginResourceSharing.disabled(),
        null,
        15 * 60);
  }

  /** Returns the endpoint to give to a client, together with path-style addressing. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("The S3 endpoint did not stop", failed);
    }
  }
}
