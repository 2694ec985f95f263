package moonlet.node.admin;

import moonlet.node.Inspection;
import moonlet.node.NodeView;
import moonlet.node.cluster.ClusterNode;
import moonlet.protocol.ErrorKind;

import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The desks of other nodes, through Pekko. */
final class OtherDesks {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ActorSystem system;
    private final Inspection inspection;

    OtherDesks(ActorSystem system, Inspection inspection) {
        this.system = system;
        this.inspection = inspection;
    }

    /** Asks a node; one that does not answer in time is an answer too. */
    CompletionStage<Answer> ask(String name, Request request) {
        NodeView node =
                inspection.nodes().stream()
                        .filter(other -> other.name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (node == null) {
            return CompletableFuture.completedFuture(silent(name));
        }
        ActorSelection desk =
                system.actorSelection(
                        "pekko://"
                                + ClusterNode.SYSTEM
                                + "@"
                                + node.address()
                                + "/user/"
                                + DeskActor.NAME);
        return Patterns.ask(desk, DeskActor.write(request), TIMEOUT)
                .handle(
                        (text, late) ->
                                late == null ? DeskActor.read((String) text) : silent(name));
    }

    private static Answer silent(String name) {
        return Answer.failed(
                ErrorKind.UNAVAILABLE,
                "node " + name + " did not answer within " + TIMEOUT.toSeconds() + " s");
    }
}
