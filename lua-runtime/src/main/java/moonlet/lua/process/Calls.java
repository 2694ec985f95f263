package moonlet.lua.process;

import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Who waits in one process for the end of another, or for the answer of another node: coroutines,
 * in {@code process.exec} and {@code funcs.call}, and futures. The node that they run on sees to it
 * that each of them gets one, if only by a deadline.
 */
final class Calls {
    private static final int CALLS_MAX = 10_000;

    private static final class Call {
        private Task task; // null where a future waits, or nobody does any more
        private Future future;
        private final Wanted wanted;
        private Outcome<Pid> answer;
        private Ending ending;
        private boolean monitored; // by the program, which is to get an event as well

        private Call(Task task, Future future, Wanted wanted) {
            this.task = task;
            this.future = future;
            this.wanted = wanted;
        }

        private void forget() {
            task = null;
            future = null;
        }

        private boolean isForNobody() {
            return task == null && future == null;
        }
    }

    /** What is waited for. */
    private enum Wanted {
        ANSWER,
        /** The end of the process that the answer names. */
        END,
        /** The same, and that process is to end with this one. */
        END_OF_CALLEE
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
            children.values().forEach(Call::forget);
        }
        if (questions != null) {
            questions.values().forEach(Call::forget);
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
        return now.isLater() ? await(ticket, now, Wanted.ANSWER).answer : now;
    }

    /**
     * Asks the world for a monitored child, and blocks the running coroutine until that has ended.
     *
     * @param question given its ticket, asks
     */
    Outcome<Ending> exec(LongFunction<Outcome<Pid>> question) {
        return untilEnd(question, Wanted.END);
    }

    /** As {@link #exec}, of a process that ends with this one. */
    Outcome<Ending> call(LongFunction<Outcome<Pid>> question) {
        return untilEnd(question, Wanted.END_OF_CALLEE);
    }

    /** The same for a future, and does not block; returns why there is no call, or null. */
    Failure async(LongFunction<Outcome<Pid>> question, Future future) {
        if (waiting() >= CALLS_MAX) {
            return Failure.of(
                    ErrorKind.UNAVAILABLE,
                    "too many calls: a process waits for at most " + CALLS_MAX + " at once");
        }
        Call call = new Call(null, future, Wanted.END_OF_CALLEE);
        long ticket = ++tickets;
        answered(call, ticket, question.apply(ticket));
        return call.answer.failure();
    }

    /** For the end of how many processes, and for how many answers, somebody waits. */
    private int waiting() {
        return (children == null ? 0 : children.size())
                + (questions == null ? 0 : questions.size());
    }

    private Outcome<Ending> untilEnd(LongFunction<Outcome<Pid>> question, Wanted wanted) {
        long ticket = ++tickets;
        Call call = await(ticket, question.apply(ticket), wanted);
        return new Outcome<>(call.ending, call.answer.failure());
    }

    /** This code has ended: those that it called are not wanted any more. */
    void freeCallees() {
        if (children != null) {
            children.forEach(this::free);
        }
    }

    private void free(Pid child, Call call) {
        if (call.wanted == Wanted.END_OF_CALLEE) {
            process.world().terminate(child);
        }
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
        if (call == null) {
            return;
        }
        call.answer = new Outcome<>(answer.pid(), answer.failure());
        if (!waitsForEnd(call)) {
            call.ending = answer.failure() == null ? null : new Ending.Failed(answer.failure());
            done(call);
        } else if (call.isForNobody()) {
            free(answer.pid(), call);
        }
    }

    /** Whether somebody waits for the end of {@code child}. */
    boolean isOpen(Pid child) {
        return children != null && children.containsKey(child);
    }

    /** The program monitors {@code child}, whose end is waited for, and monitored, already. */
    Failure monitor(Pid child) {
        Call call = children.get(child);
        if (call.monitored) {
            return World.ALREADY_MONITORING;
        }
        call.monitored = true;
        return null;
    }

    /** It does not any more; the end is still waited for. */
    Failure unmonitor(Pid child) {
        children.get(child).monitored = false;
        return null;
    }

    /** Gives an end to who waits for it; returns whether the program is to get no event of it. */
    boolean ended(Pid child, Ending ending) {
        Call call = children == null ? null : children.remove(child);
        if (call == null) {
            return false;
        }
        call.ending = ending;
        done(call);
        return !call.monitored;
    }

    private void done(Call call) {
        if (call.future != null) {
            call.future.ended(call.ending);
        } else if (call.task != null) {
            scheduler.ready(call.task);
        }
    }

    private Call await(long ticket, Outcome<Pid> answer, Wanted wanted) {
        Call call = new Call(scheduler.current(), null, wanted);
        if (answered(call, ticket, answer)) {
            scheduler.suspend();
        }
        return call;
    }

    /** Returns whether there is something to wait for. */
    private boolean answered(Call call, long ticket, Outcome<Pid> answer) {
        call.answer = answer;
        if (!answer.isLater()) {
            return waitsForEnd(call);
        }
        if (questions == null) {
            questions = new HashMap<>(4);
        }
        // The answer is a signal, and signals are taken only after this process has parked.
        questions.put(ticket, call);
        return true;
    }

    /** At once when the child is known: the next signal may be its end. */
    private boolean waitsForEnd(Call call) {
        boolean waits = call.wanted != Wanted.ANSWER && call.answer.value() != null;
        if (waits) {
            if (children == null) {
                children = new HashMap<>(4);
            }
            children.put(call.answer.value(), call);
            if (call.future != null) {
                call.future.runs(call.answer.value());
            }
        }
        return waits;
    }
}
