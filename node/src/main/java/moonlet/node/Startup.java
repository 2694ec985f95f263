package moonlet.node;

import com.typesafe.config.ConfigFactory;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Modules;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.ClusterNode;
import moonlet.node.cluster.ClusterSettings;
import moonlet.node.cluster.Start;
import moonlet.node.dispatch.Visitors;

import org.apache.pekko.actor.ActorSystem;

import java.util.function.Consumer;

/** Makes a node, and brings it into its cluster. */
record Startup(
        Configuration configuration, Application application, Modules modules, Timing timing) {
    /**
     * Does so.
     *
     * @param beforeJoin is given the node before it looks for others
     * @throws CannotStart if a port is taken, or the cluster does not take the node
     */
    Node run(Fibers fibers, Consumer<Node> beforeJoin) {
        long incarnation = timing.clock().millis();
        ClusterSettings settings = configuration.cluster();
        if (settings == null) {
            ActorSystem system =
                    ActorSystem.create(
                            ClusterNode.SYSTEM, ConfigFactory.load(ProcessActors.config()));
            return joined(node(fibers, incarnation, system), null, beforeJoin);
        }
        Offer offer = Offer.of(configuration, application);
        Start start =
                Start.prepare(
                        settings,
                        configuration.nodeName(),
                        incarnation,
                        offer.hostIds(),
                        offer.singletonIds(),
                        ProcessActors.config());
        Node node = node(fibers, incarnation, start.system());
        Visitors threads =
                Visitors.of(start.system().dispatchers().lookup(ProcessActors.DISPATCHER));
        ClusterNode place = ClusterNode.create(settings, start, node.others(), threads);
        node.has(place);
        return joined(node, place, beforeJoin);
    }

    private Node node(Fibers fibers, long incarnation, ActorSystem system) {
        return new Node(configuration, application, modules, timing, fibers, incarnation, system);
    }

    private static Node joined(Node node, ClusterNode place, Consumer<Node> beforeJoin) {
        try {
            beforeJoin.accept(node);
            if (place != null) {
                place.join();
            }
            return node;
        } catch (CannotStart refused) {
            node.abandon();
            throw refused;
        }
    }
}
