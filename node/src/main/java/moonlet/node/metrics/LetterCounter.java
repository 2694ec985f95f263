package moonlet.node.metrics;

import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.UntypedAbstractActor;

import java.util.concurrent.atomic.LongAdder;

/** Counts messages between actors that reached nobody: Pekko tells of each. */
final class LetterCounter extends UntypedAbstractActor {
    /** Signals and other messages to actors that had ended, and what a full queue dropped. */
    record Letters(LongAdder dead, LongAdder dropped) {
        Letters() {
            this(new LongAdder(), new LongAdder());
        }
    }

    private final Letters letters;

    LetterCounter(Letters letters) {
        this.letters = letters;
    }

    @Override
    public void preStart() {
        var events = getContext().getSystem().eventStream();
        events.subscribe(self(), DeadLetter.class);
        events.subscribe(self(), Dropped.class);
    }

    @Override
    public void onReceive(Object message) {
        switch (message) {
            case DeadLetter _ -> letters.dead.increment();
            case Dropped _ -> letters.dropped.increment();
            default -> unhandled(message);
        }
    }
}
