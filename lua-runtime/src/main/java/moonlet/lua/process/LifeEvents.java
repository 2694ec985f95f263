package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaTable;

import java.util.concurrent.TimeUnit;

/** What a process learns of the ends of others, and of who wants its own: its events. */
final class LifeEvents {
    private static final int CANCELS_MAX = 1_000;

    private final LuaProcess process;
    private boolean trapLinks;
    private boolean upgradable;
    private boolean outdatedQueued; // its event waits to be read
    private int unreadCancels;
    private Signal.Outdated outdated; // what it was not told yet, or has not read; null for nothing

    LifeEvents(LuaProcess process) {
        this.process = process;
    }

    /** The options stay, and what was not read; that the code was old is no news to new code. */
    void inherit(LifeEvents before) {
        trapLinks = before.trapLinks;
        upgradable = before.upgradable;
        unreadCancels = before.unreadCancels;
    }

    boolean trapLinks() {
        return trapLinks;
    }

    void trapLinks(boolean trap) {
        trapLinks = trap;
    }

    boolean upgradable() {
        return upgradable;
    }

    /** From here on, or no longer, the process is told that its code has changed. */
    void upgradable(boolean wanted) {
        upgradable = wanted;
        tellOutdated();
    }

    void exited(Signal.Exit exit) {
        if (!process.calls().ended(exit.from(), exit.ending())) {
            process.keeps(Events.bytes(exit.ending()));
            process.mailbox().events().offer(Events.exit(exit, process));
        }
    }

    void linkDown(Signal.LinkDown down) {
        if (trapLinks) {
            process.keeps(Events.bytes(down.failure()));
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
            killAt(cancel.deadlineMillis());
        }
    }

    /** Unix time. */
    void killAt(long millis) {
        long now = process.world().clock().millis();
        long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis - now));
        Failure why = Failure.of(ErrorKind.INTERNAL, "process terminated");
        process.tickets().startDeadline(millis, nanos, () -> process.kill(why));
    }

    /** However often the code changes, one event waits to be read, and names all that changed. */
    void outdated(Signal.Outdated news) {
        outdated = outdated == null ? news : outdated.and(news);
        tellOutdated();
    }

    /** Lua code gets this event now. */
    void handedOut(LuaTable event) {
        if (Events.isCancel(event)) {
            unreadCancels--;
        } else if (Events.isOutdated(event)) {
            Events.setSources(event, outdated.sources());
            outdated = null;
            outdatedQueued = false;
        }
    }

    private void tellOutdated() {
        if (upgradable && outdated != null && !outdatedQueued) {
            outdatedQueued = true;
            process.mailbox().events().offer(Events.outdated(outdated));
        }
    }
}
