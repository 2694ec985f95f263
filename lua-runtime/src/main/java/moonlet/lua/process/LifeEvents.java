package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import java.util.concurrent.TimeUnit;

/** What a process learns of the ends of others, and of who wants its own: its events. */
final class LifeEvents {
    private static final int CANCELS_MAX = 1_000;

    private final LuaProcess process;
    private boolean trapLinks;
    private int unreadCancels;

    LifeEvents(LuaProcess process) {
        this.process = process;
    }

    boolean trapLinks() {
        return trapLinks;
    }

    void trapLinks(boolean trap) {
        trapLinks = trap;
    }

    void exited(Signal.Exit exit) {
        if (!process.calls().ended(exit.from(), exit.ending())) {
            process.mailbox().events().offer(Events.exit(exit, process));
        }
    }

    void linkDown(Signal.LinkDown down) {
        if (trapLinks) {
            process.mailbox().events().offer(Events.linkDown(down));
        } else {
            process.kill(Failure.of(ErrorKind.INTERNAL, "linked process failed"));
        }
    }

    void cancelled(Signal.Cancel cancel) {
        // To a process that has this many unread requests to end, another one says nothing new.
        if (unreadCancels < CANCELS_MAX) {
            unreadCancels++;
            process.mailbox().events().offer(Events.cancel(cancel));
        }
        if (cancel.deadlineMillis() != 0) {
            long now = process.world().clock().millis();
            long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, cancel.deadlineMillis() - now));
            Failure why = Failure.of(ErrorKind.INTERNAL, "process terminated");
            process.tickets()
                    .startDeadline(cancel.deadlineMillis(), nanos, () -> process.kill(why));
        }
    }

    void cancelRead() {
        unreadCancels--;
    }
}
