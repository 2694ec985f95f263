package moonlet.node;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefProvider;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import org.apache.pekko.dispatch.sysmsg.Failed;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.collection.Iterator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parent of all process actors of a host: it keeps no list of them and supervises nothing.
 *
 * <p>An ordinary parent holds its children in a tree that is copied on each change and gets two
 * messages for each child. Measured with 300,000 processes that was 60 % of the time of a spawn,
 * with 64 parents to a host. A process needs neither: {@link Processes} knows who lives, a node
 * that stops ends its processes itself, and a process actor handles every error on its own. One
 * that fails in spite of that is stopped, and left alone where that is what fails.
 */
final class ProcessParent extends InternalActorRef {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ProcessParent.class);

    static final int STOPS_MAX = 3;

    private final transient ActorRefProvider provider;
    private final ActorPath path;

    /** How often actors have failed that have not ended. */
    private final transient Map<ActorRef, Integer> failures = new ConcurrentHashMap<>();

    ProcessParent(ActorRefProvider provider, ActorPath path) {
        this.provider = provider;
        this.path = path;
    }

    @Override
    public void sendSystemMessage(SystemMessage message) {
        if (message instanceof Failed failed) {
            failed(failed);
        } else if (message instanceof DeathWatchNotification ended && !failures.isEmpty()) {
            failures.remove(ended.actor());
        }
    }

    private void failed(Failed failed) {
        int times = failures.merge(failed.child(), 1, (n, one) -> Math.min(n + one, STOPS_MAX + 1));
        if (times <= STOPS_MAX) {
            LOG.atError()
                    .addKeyValue("actor", failed.child())
                    .addKeyValue("times", times)
                    .addKeyValue("timesMax", STOPS_MAX)
                    .setCause(failed.cause())
                    .log("the actor of a process failed and is stopped");
            ((InternalActorRef) failed.child()).stop();
        }
    }

    /** How many actors have failed and not ended. */
    int failing() {
        return failures.size();
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    public ActorRefProvider provider() {
        return provider;
    }

    @Override
    public InternalActorRef getParent() {
        return provider.guardian();
    }

    @Override
    public InternalActorRef getChild(Iterator<String> name) {
        return (InternalActorRef) (name.hasNext() ? provider.deadLetters() : this);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public void $bang(Object message, ActorRef sender) {
        provider.deadLetters().tell(message, sender);
    }

    @Override
    public void start() {
        // it has nothing to start, suspend, resume, restart or stop
    }

    @Override
    public void suspend() {
        // see start
    }

    @Override
    public void resume(Throwable cause) {
        // see start
    }

    @Override
    public void restart(Throwable cause) {
        // see start
    }

    @Override
    public void stop() {
        // see start
    }
}
