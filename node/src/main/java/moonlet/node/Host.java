package moonlet.node;

import org.apache.pekko.actor.AbstractActor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process host of this node: the actors under which its processes hang, and how many there are.
 */
final class Host {
    private final String id;
    private final int processesMax;
    private final ActorContext[] nurseries;
    private final AtomicInteger processes = new AtomicInteger();

    /**
     * @param processesMax how many processes may run at once
     * @param nurseries parents of the process actors; see {@link Nursery}
     */
    Host(String id, int processesMax, ActorContext[] nurseries) {
        this.id = id;
        this.processesMax = processesMax;
        this.nurseries = nurseries;
    }

    String id() {
        return id;
    }

    int processesMax() {
        return processesMax;
    }

    /** Takes a place for one more process; returns false if the host is full. */
    boolean enter() {
        if (processes.incrementAndGet() > processesMax) {
            processes.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        processes.decrementAndGet();
    }

    int processes() {
        return processes.get();
    }

    /** Starts an actor; its name is the number of its process, which is never used again. */
    ActorRef actorOf(Props props, long number) {
        ActorContext parent = nurseries[(int) (number % nurseries.length)];
        return parent.actorOf(props, Long.toString(number));
    }
}
