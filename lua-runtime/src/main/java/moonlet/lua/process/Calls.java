package moonlet.lua.process;

import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The coroutines of one process that wait in {@code process.exec} for the end of a child, or for
 * the answer of another node. The node that they run on sees to it that each of them gets one, if
 * only by a deadline.
 */
final class Calls {
    private static final class Call {
        private Task task; // null once the code that waited is no more
        private final boolean untilEnd; // of the child that the answer names
        private Outcome<Pid> answer;
        private Ending ending;

        private Call(Task task, boolean untilEnd) {
            this.task = task;
            this.untilEnd = untilEnd;
        }
    }

    private final LuaProcess process;
    private final Scheduler scheduler;
    private Map<Pid, Call> children;
    private Map<Long, Call> questions;
    private long tickets;

    Calls(LuaProcess process, Scheduler scheduler) {
        this.process = process;
        this.scheduler = scheduler;
    }

    /**
     * What the old code of this process waited for comes to nobody: the end of a child of {@code
     * process.exec} is no event.
     */
    void inherit(Calls before) {
        tickets = before.tickets;
        children = before.children;
        questions = before.questions;
        if (children != null) {
            children.values().forEach(call -> call.task = null);
        }
        if (questions != null) {
            questions.values().forEach(call -> call.task = null);
        }
    }

    /**
     * Asks the world, and blocks the running coroutine where the answer does not come at once.
     *
     * @param question given its ticket, asks
     */
    Outcome<Pid> ask(LongFunction<Outcome<Pid>> question) {
        long ticket = ++tickets;
        Outcome<Pid> now = question.apply(ticket);
        return now.isLater() ? await(ticket, now, false).answer : now;
    }

    /**
     * Asks the world for a monitored child, and blocks the running coroutine until that has ended.
     *
     * @param question given its ticket, asks
     */
    Outcome<Ending> exec(LongFunction<Outcome<Pid>> question) {
        long ticket = ++tickets;
        Call call = await(ticket, question.apply(ticket), true);
        return new Outcome<>(call.ending, call.answer.failure());
    }

    /** Asks who has a name; where the process cannot wait, what its node knows has to do. */
    Outcome<Pid> lookup(String name) {
        World world = process.world();
        if (name.length() > RegistryModule.NAME_BYTES_MAX) {
            return Outcome.failed(ErrorKind.NOT_FOUND, "name not registered");
        }
        return process.isStarted() // else the top level of its chunk runs
                ? ask(ticket -> world.lookup(name, ticket))
                : world.lookup(name, World.NOW);
    }

    /** Another node has answered. */
    void answered(Signal.Answer answer) {
        Call call = questions == null ? null : questions.remove(answer.ticket());
        if (call != null) {
            call.answer = new Outcome<>(answer.pid(), answer.failure());
            if (!waitsForEnd(call)) {
                wake(call);
            }
        }
    }

    /** Whether somebody waits for the end of {@code child}. */
    boolean isOpen(Pid child) {
        return children != null && children.containsKey(child);
    }

    /** Gives an end to who waits for it; returns false if nobody does. */
    boolean ended(Pid child, Ending ending) {
        Call call = children == null ? null : children.remove(child);
        if (call == null) {
            return false;
        }
        call.ending = ending;
        wake(call);
        return true;
    }

    private void wake(Call call) {
        if (call.task != null) {
            scheduler.ready(call.task);
        }
    }

    private Call await(long ticket, Outcome<Pid> answer, boolean untilEnd) {
        Call call = new Call(scheduler.current(), untilEnd);
        call.answer = answer;
        if (call.answer.isLater()) {
            if (questions == null) {
                questions = new HashMap<>(4);
            }
            // The answer is a signal, and signals are taken only after this process has parked.
            questions.put(ticket, call);
            scheduler.suspend();
        } else if (waitsForEnd(call)) {
            scheduler.suspend();
        }
        return call;
    }

    /** At once when the child is known: the next signal may be its end. */
    private boolean waitsForEnd(Call call) {
        boolean waits = call.untilEnd && call.answer.value() != null;
        if (waits) {
            if (children == null) {
                children = new HashMap<>(4);
            }
            children.put(call.answer.value(), call);
        }
        return waits;
    }
}
