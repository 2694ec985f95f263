package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import moonlet.lua.process.Fibers;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.dispatch.sysmsg.DeathWatchNotification;
import org.apache.pekko.dispatch.sysmsg.Failed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of an actor that fails, which none of a process is to do. */
class ProcessParentTest {
    /** Takes whatever comes. */
    private static final class Idle extends UntypedAbstractActor {
        @Override
        public void onReceive(Object message) {
            // it is only there to be stopped
        }
    }

    private final TestNodes nodes = TestNodes.start("drain", Fibers.detect());
    private final ExtendedActorSystem system = (ExtendedActorSystem) nodes.node().system();
    private final ProcessParent parent =
            new ProcessParent(system.provider(), system.guardian().path().child("host"));
    private final Logger logger = (Logger) LoggerFactory.getLogger(ProcessParent.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        nodes.close();
    }

    @Test
    void one_that_fails_is_stopped() {
        InternalActorRef child = actor();
        fail(child);
        TestNodes.await("it is gone", child::isTerminated);
    }

    @Test
    void one_that_fails_whenever_it_is_stopped_is_left_alone_in_the_end() {
        InternalActorRef child = actor();
        for (int i = 0; i < 1_000; i++) {
            fail(child);
        }
        assertEquals(ProcessParent.STOPS_MAX, lines.list.size());
    }

    @Test
    void what_is_known_of_one_goes_with_it() {
        InternalActorRef child = actor();
        fail(child);
        parent.sendSystemMessage(new DeathWatchNotification(child, true, false));
        assertEquals(0, parent.failing());
    }

    private InternalActorRef actor() {
        return (InternalActorRef) system.actorOf(Props.create(Idle.class, Idle::new));
    }

    private void fail(InternalActorRef child) {
        parent.sendSystemMessage(new Failed(child, new IllegalStateException("on purpose"), 1));
    }
}
