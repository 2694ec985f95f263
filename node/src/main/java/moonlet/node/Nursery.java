package moonlet.node;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.apache.pekko.japi.pf.ReceiveBuilder;

import java.util.concurrent.CompletableFuture;

/**
 * A parent of process actors, many to a host, because Pekko keeps the children of one actor in a
 * tree that is copied on each change.
 *
 * <p>Its context is used from the threads of spawning processes. That is safe for {@code actorOf}
 * alone: children are added by compare-and-set, as Pekko does itself for {@code
 * ActorSystem.actorOf}, and a nursery neither fails nor stops before its node does.
 */
final class Nursery extends AbstractActor {
    private final CompletableFuture<ActorContext> ready;

    private Nursery(CompletableFuture<ActorContext> ready) {
        this.ready = ready;
    }

    static Props props(CompletableFuture<ActorContext> ready) {
        return Props.create(Nursery.class, () -> new Nursery(ready));
    }

    @Override
    public void preStart() {
        ready.complete(getContext());
    }

    @Override
    public Receive createReceive() {
        return ReceiveBuilder.create().build();
    }

    /** A process actor handles every error itself; one that still fails must not start anew. */
    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(
                DeciderBuilder.matchAny(_ -> SupervisorStrategy.stop()).build());
    }
}
