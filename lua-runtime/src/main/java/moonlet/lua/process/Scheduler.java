package moonlet.lua.process;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import moonlet.lua.engine.Coroutine;
import moonlet.lua.engine.LiveStack;
import moonlet.lua.engine.NestedContinuation;
import moonlet.lua.engine.Retained;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Runs the coroutines of one process, first come, first served, switching only where one blocks.
 *
 * <p>The main function runs directly on the virtual thread, every other coroutine in a continuation
 * nested in it. While main is blocked, its stack is the place from which the others are run; with
 * nobody left to run, the whole virtual thread parks. A process without {@code coroutine.spawn}
 * thus pays for none of this.
 */
final class Scheduler {
    private static final ContinuationScope SCOPE = new ContinuationScope("lua task");

    private final LuaProcess process;
    private final Task main = new Task();
    private Task current = main;
    private boolean begun; // main has had its first turn
    private boolean mainReady; // main is first in line
    private ArrayDeque<Task> ready;
    private int alive = 1;
    private Set<Task> tasks; // all but main that have not ended
    private int hopeless; // blocked on nothing that could ever happen

    Scheduler(LuaProcess process) {
        this.process = process;
    }

    /** Puts the main function in line for its first turn. */
    void start() {
        mainReady = true;
    }

    /** The main function has its first turn. */
    void started() {
        mainReady = false;
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** The coroutine that runs now. */
    Task current() {
        return current;
    }

    boolean hasReady() {
        return mainReady || ready != null && !ready.isEmpty();
    }

    /** Puts a blocked coroutine in line. */
    void ready(Task task) {
        if (task == main && !hasReady()) {
            mainReady = true;
        } else {
            queue().add(task);
        }
    }

    /** Starts a coroutine, which runs up to where it first blocks before this returns. */
    Coroutine spawn(LuaFunction body) {
        Task task = new Task();
        task.thread = Coroutine.scheduled(process);
        task.running = task.thread;
        task.continuation = new NestedContinuation(SCOPE, () -> task.failure = guarded(body));
        // It first runs on top of its spawner, and counts from there.
        task.depth = process.depth();
        task.nested = process.nestOne();
        alive++;
        tasks().add(task);
        resume(task);
        return task.thread;
    }

    /** Blocks the running coroutine until somebody puts it in line again. */
    void suspend() {
        if (current != main) {
            if (!Continuation.yield(SCOPE)) {
                throw new IllegalStateException("coroutine is pinned by a Java frame");
            }
        } else {
            runOthers();
        }
        process.checkKilled();
    }

    /** Blocks the running coroutine for good: nothing can happen that it waits for. */
    void suspendForever() {
        hopeless++;
        suspend();
    }

    /** Lets the others run first: those in line, and who resumed the running coroutine. */
    void reschedule() {
        if (current != main || hasReady()) {
            queue().add(current);
            suspend();
        }
    }

    /** What its coroutines hold on their stacks, while none of them runs. */
    void addStacks(Retained retained) {
        addStacks(retained, main);
        if (tasks != null) {
            tasks.forEach(task -> addStacks(retained, task));
        }
    }

    private static void addStacks(Retained retained, Task task) {
        LiveStack.addSuspended(retained, task.continuation);
        if (task.running != null) {
            task.running.addStacks(retained);
        }
    }

    private void runOthers() {
        while (!mainReady) {
            Task next = ready == null ? null : ready.poll();
            if (next == main) {
                return;
            }
            if (next != null) {
                resume(next);
            } else if (hopeless == alive) {
                throw new Killed(
                        Failure.of(
                                ErrorKind.INTERNAL,
                                "deadlock: all coroutines blocked with no pending operations"));
            } else {
                process.park();
            }
            process.checkKilled();
        }
        mainReady = false;
    }

    private void resume(Task task) {
        Task before = current;
        Coroutine running = process.running();
        int depth = process.depth();
        int nested = process.nested();
        before.running = running;
        current = task;
        process.switchTo(task.running, task.depth, task.nested);
        task.thread.status(Coroutine.Status.RUNNING);
        task.continuation.run();
        task.running = process.running();
        task.depth = process.depth();
        task.nested = process.nested();
        current = before;
        process.switchTo(running, depth, nested);
        if (!task.continuation.isDone()) {
            task.thread.status(Coroutine.Status.SUSPENDED);
            return;
        }
        task.thread.status(Coroutine.Status.DEAD);
        alive--;
        tasks().remove(task);
        if (task.failure != null) {
            throw task.failure;
        }
    }

    /** Runs a coroutine's function; returns why it failed, or null. */
    private static Killed guarded(LuaFunction body) {
        try {
            body.invoke(LuaValue.NONE);
            return null;
        } catch (Killed passed) {
            return passed;
        } catch (LuaError | StackOverflowError error) {
            return new Killed(Fault.failure(error));
        }
    }

    private Set<Task> tasks() {
        if (tasks == null) {
            tasks = Collections.newSetFromMap(new IdentityHashMap<>(4));
        }
        return tasks;
    }

    private ArrayDeque<Task> queue() {
        if (ready == null) {
            ready = new ArrayDeque<>(4);
        }
        return ready;
    }
}
