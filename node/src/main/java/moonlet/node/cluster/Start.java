package moonlet.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a node has before it joins.
 *
 * @param links the bound port for the connections of other nodes
 * @param security of the connections that come in there
 */
public record Start(
        String name,
        long incarnation,
        ServerSocketChannel links,
        LinkSecurity security,
        ActorSystem system) {
    /**
     * Binds the ports and starts the actor system.
     *
     * @param hosts the ids of the process hosts that the node offers
     * @param singletons the ids of the singletons that it may run, with {@link
     *     ClusterNode#runSingleton}
     * @param config the settings of Pekko of every node
     * @throws CannotStart if a port is taken, or the host is not this machine's, or the files with
     *     its certificate are no good
     */
    public static Start prepare(
            ClusterSettings settings,
            String name,
            long incarnation,
            Set<String> hosts,
            Set<String> singletons,
            Config config) {
        TlsEngines engines = settings.tls() == null ? null : TlsEngines.start(settings.tls());
        LinkSecurity security = new LinkSecurity(engines);
        ServerSocketChannel links;
        try {
            links = LinkListener.bind(settings.listen().host(), settings.linkPort());
        } catch (IOException | UnresolvedAddressException taken) {
            security.close();
            throw CannotStart.listening(
                    "links",
                    new ClusterSettings.Endpoint(settings.listen().host(), settings.linkPort()),
                    taken,
                    "--listen and --link-port, MOONLET_LISTEN and MOONLET_LINK_PORT, or node.listen"
                            + " and node.link_port");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("pekko.remote.artery.canonical.hostname", settings.listen().host());
        values.put("pekko.remote.artery.canonical.port", settings.listen().port());
        int linkPort = links.socket().getLocalPort();
        values.put(
                "pekko.cluster.roles",
                MemberRoles.of(name, incarnation, linkPort, hosts, singletons));
        values.put(
                "pekko.cluster.split-brain-resolver.stable-after",
                settings.stableAfter().toMillis() + " ms");
        if (engines != null) {
            values.put("pekko.remote.artery.transport", "tls-tcp");
        }
        if (settings.isFirstOfSeeds()) {
            values.put("pekko.cluster.seed-node-timeout", settings.foundAfter().toMillis() + " ms");
        }
        Config all =
                ConfigFactory.parseMap(values)
                        .withFallback(
                                settings.discovery() == null
                                        ? ConfigFactory.empty()
                                        : Bootstrap.config(settings.discovery()))
                        .withFallback(ConfigFactory.parseResources("moonlet-cluster.conf"))
                        .withFallback(config);
        ActorSystemSetup setup =
                ActorSystemSetup.create(BootstrapSetup.create(ConfigFactory.load(all)));
        if (engines != null) {
            setup = setup.withSetup(SSLEngineProviderSetup.create(_ -> engines));
        }
        try {
            ActorSystem system = ActorSystem.create(ClusterNode.SYSTEM, setup);
            return new Start(name, incarnation, links, security, system);
        } catch (RuntimeException failed) {
            closeQuietly(links);
            security.close();
            throw CannotStart.listening(
                    "the cluster",
                    settings.listen(),
                    failed,
                    "--listen, MOONLET_LISTEN or node.listen");
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException late) {
            // the port is free when the JVM ends, at the latest
        }
    }
}
