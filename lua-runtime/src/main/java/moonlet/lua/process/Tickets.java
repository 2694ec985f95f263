package moonlet.lua.process;

import moonlet.lua.engine.Raised;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What one process waits for from outside: timers, and room in mailboxes that it found full. Each
 * has a number, which comes back in a {@code Due} signal.
 */
final class Tickets {
    /** What to do when it comes, and what takes the request back. */
    private record Ticket(Runnable due, World.Timer timer) {}

    private final LuaProcess process;
    private Map<Long, Ticket> open;
    private long last;
    private long deadline; // the ticket of startDeadline, 0 for none
    private long deadlineMillis;

    Tickets(LuaProcess process) {
        this.process = process;
    }

    /**
     * Asks the world for something that it answers later; returns the ticket.
     *
     * @param request given the number of the ticket, asks, and returns what takes that back
     */
    long add(LongFunction<World.Timer> request, Runnable due) {
        long number = next();
        open.put(number, new Ticket(due, request.apply(number)));
        return number;
    }

    /** Starts a timer; returns its ticket. */
    long startTimer(long nanos, Runnable due) {
        return add(number -> process.world().after(nanos, number), due);
    }

    /**
     * The time by which somebody wants this process ended; an earlier one replaces it. It is not
     * the process's own doing, so it does not count against its limit.
     */
    void startDeadline(long atMillis, long nanos, Runnable due) {
        if (deadline != 0 && deadlineMillis <= atMillis) {
            return;
        }
        cancel(deadline);
        deadlineMillis = atMillis;
        deadline = ++last;
        open().put(deadline, new Ticket(due, process.world().after(nanos, deadline)));
    }

    /** Numbers go on, so that a Due for the old code is none for the new; a deadline stays. */
    void inherit(Tickets before) {
        last = before.last;
        if (before.deadline != 0) {
            process.lifeEvents().killAt(before.deadlineMillis);
        }
    }

    /** Takes a ticket back; a Due that is on its way is then ignored. */
    void cancel(long number) {
        Ticket ticket = open().remove(number);
        if (ticket != null) {
            ticket.timer.cancel();
        }
    }

    /** The process has ended: nothing that it waited for is to keep it in memory. */
    void cancelAll() {
        if (open != null) {
            for (Ticket ticket : open.values()) {
                ticket.timer.cancel();
            }
            open = null;
        }
    }

    void due(long number) {
        Ticket ticket = open == null ? null : open.remove(number);
        if (ticket != null) { // else it was cancelled while the signal was on its way
            ticket.due.run();
        }
    }

    private long next() {
        int max = process.limits().timersMax();
        if (open().size() >= max) {
            throw new Raised("too many timers: the limit is timersMax=" + max);
        }
        return ++last;
    }

    private Map<Long, Ticket> open() {
        if (open == null) {
            open = new HashMap<>(4);
        }
        return open;
    }
}
