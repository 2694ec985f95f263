package moonlet.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.directives.RouteAdapter;
import org.apache.pekko.http.scaladsl.model.Uri;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;
import org.apache.pekko.management.scaladsl.ManagementRouteProviderSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Finds the other nodes by DNS and joins them, with Pekko's Cluster Bootstrap. */
final class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final String SETTINGS = "pekko.management.cluster.bootstrap.";

    private final ClusterBootstrap bootstrap;
    private final Discovery discovery;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint;

    /**
     * @param tls of this node's connections; null where they are not encrypted
     */
    Bootstrap(ActorSystem system, Discovery discovery, TlsEngines tls) {
        this.bootstrap = ClusterBootstrap.get(system);
        this.discovery = discovery;
        if (discovery.encrypted()) {
            // The addresses of DNS are in no certificate; the join looks at the names in it.
            Http.get(system)
                    .setDefaultClientHttpsContext(
                            ConnectionContext.httpsClient(tls::createClientSSLEngine));
        }
        // Only with its routes it knows which of the addresses is its own, and how to ask others.
        var self = ManagementRouteProviderSettings.apply(uri(discovery), true);
        var routes = RouteAdapter.apply(bootstrap.routes(self)).handler(system);
        this.contactPoint =
                request -> {
                    try {
                        return routes.apply(request);
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                };
    }

    /** What it needs in Pekko's settings. */
    static Config config(Discovery discovery) {
        Map<String, Object> values =
                Map.of(
                        SETTINGS + "contact-point-discovery.service-name",
                        discovery.dns(),
                        SETTINGS + "contact-point-discovery.effective-name",
                        discovery.dns(),
                        SETTINGS + "contact-point-discovery.required-contact-point-nr",
                        discovery.contactPoints(),
                        SETTINGS + "contact-point.fallback-port",
                        discovery.self().port());
        return ConfigFactory.parseMap(values)
                .withFallback(ConfigFactory.parseResources("moonlet-bootstrap.conf"));
    }

    /** Begins to look for others; the cluster says when this node is a member. */
    void start() {
        LOG.atInfo()
                .addKeyValue("dns", discovery.dns())
                .addKeyValue("contactPoints", discovery.contactPoints())
                .addKeyValue("self", discovery.self())
                .log("looking for other nodes; a new cluster needs all contact points");
        bootstrap.start();
    }

    /** Answers the nodes that look for others. */
    Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint() {
        return contactPoint;
    }

    /** With an address in place of a name, since that is what DNS says of it. */
    private static Uri uri(Discovery discovery) {
        ClusterSettings.Endpoint self = discovery.self();
        try {
            String address = InetAddress.getByName(self.host()).getHostAddress();
            return Uri.apply(
                    (discovery.encrypted() ? "https://" : "http://")
                            + new ClusterSettings.Endpoint(address, self.port()));
        } catch (UnknownHostException unknown) {
            throw new CannotStart("node.listen: no address of " + self.host() + " is known");
        }
    }
}
