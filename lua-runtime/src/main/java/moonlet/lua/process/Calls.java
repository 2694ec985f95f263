package moonlet.lua.process;

import moonlet.protocol.Ending;
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
    private static final class Call<T> {
        private final Task task;
        private T result;

        private Call(Task task) {
            this.task = task;
        }
    }

    private final LuaProcess process;
    private final Scheduler scheduler;
    private Map<Pid, Call<Ending>> children;
    private Map<Long, Call<Signal.Answer>> questions;
    private long tickets;

    Calls(LuaProcess process, Scheduler scheduler) {
        this.process = process;
        this.scheduler = scheduler;
    }

    /** Blocks the running coroutine until {@code child} ends; the child is monitored already. */
    Ending await(Pid child) {
        if (children == null) {
            children = new HashMap<>(4);
        }
        return await(children, child);
    }

    /** Whether somebody waits for the end of {@code child}. */
    boolean isOpen(Pid child) {
        return children != null && children.containsKey(child);
    }

    /** Gives an end to who waits for it; returns false if nobody does. */
    boolean answer(Pid child, Ending ending) {
        return answer(children, child, ending);
    }

    /**
     * Asks the world, and blocks the running coroutine where the answer does not come at once.
     *
     * @param question given its ticket, asks
     */
    Outcome<Pid> ask(LongFunction<Outcome<Pid>> question) {
        long ticket = ++tickets;
        Outcome<Pid> now = question.apply(ticket);
        if (!now.isLater()) {
            return now;
        }
        if (questions == null) {
            questions = new HashMap<>(4);
        }
        // The answer is a signal, and signals are taken only after this process has parked.
        Signal.Answer answer = await(questions, ticket);
        return new Outcome<>(answer.pid(), answer.failure());
    }

    /** Asks who has a name; where the process cannot wait, what its node knows has to do. */
    Outcome<Pid> lookup(String name) {
        World world = process.world();
        return process.runner() == process // else the top level of its chunk runs
                ? ask(ticket -> world.lookup(name, ticket))
                : world.lookup(name, World.NOW);
    }

    void answered(Signal.Answer answer) {
        answer(questions, answer.ticket(), answer);
    }

    private <K, T> T await(Map<K, Call<T>> open, K key) {
        Call<T> call = new Call<>(scheduler.current());
        open.put(key, call);
        scheduler.suspend();
        return call.result;
    }

    private <K, T> boolean answer(Map<K, Call<T>> open, K key, T result) {
        Call<T> call = open == null ? null : open.remove(key);
        if (call == null) {
            return false;
        }
        call.result = result;
        scheduler.ready(call.task);
        return true;
    }
}
