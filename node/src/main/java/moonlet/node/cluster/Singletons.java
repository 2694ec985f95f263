package moonlet.node.cluster;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.singleton.ClusterSingletonManager;
import org.apache.pekko.cluster.singleton.ClusterSingletonManagerSettings;

import scala.concurrent.duration.FiniteDuration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The singletons that this node takes part in running. Safe for threads. */
final class Singletons {
    // Pekko takes zero for the time that the resolver waits. Singleton knows when to wait.
    private static final FiniteDuration AT_ONCE = FiniteDuration.apply(1, TimeUnit.MILLISECONDS);

    private final ActorSystem system;
    private final ActorRef membership;
    private final Duration margin;
    // Everything below is guarded by this.
    private final List<ActorRef> actors = new ArrayList<>();
    private boolean draining;

    /**
     * @param membership knows which nodes were lost
     * @param margin from the removal of a node to when it runs no singleton any more
     */
    Singletons(ActorSystem system, ActorRef membership, Duration margin) {
        this.system = system;
        this.membership = membership;
        this.margin = margin;
    }

    /** See {@link ClusterNode#runSingleton}. */
    synchronized void run(String id, Tenure tenure) {
        if (draining) {
            return; // others have to wait until this node has left, and for nothing else
        }
        String name = URLEncoder.encode(id, StandardCharsets.UTF_8);
        String role = MemberRoles.singleton(id);
        ActorRef actor =
                system.actorOf(
                        Props.create(
                                SingletonActor.class, () -> new SingletonActor(id, tenure, margin)),
                        "moonlet-singleton-" + name);
        actors.add(actor);
        Props assignment = Props.create(Assignment.class, () -> new Assignment(actor, membership));
        ClusterSingletonManagerSettings settings =
                ClusterSingletonManagerSettings.create(system)
                        .withRole(role)
                        .withRemovalMargin(AT_ONCE);
        system.actorOf(
                ClusterSingletonManager.props(assignment, Assignment.Said.HAND_OVER, settings),
                "singleton-" + name);
    }

    /** See {@link ClusterNode#lendSingletons}. */
    synchronized void drain() {
        draining = true;
        actors.forEach(actor -> actor.tell(SingletonActor.Said.DRAIN, ActorRef.noSender()));
    }
}
