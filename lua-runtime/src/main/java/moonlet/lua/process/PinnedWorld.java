package moonlet.lua.process;

import jdk.internal.vm.Continuation;

import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.time.Clock;

/**
 * The world as the code of a process asks it: during each question its virtual thread stays on its
 * worker, see {@link Pinned}. Only {@link #spawn} runs Lua code, and takes care of that itself.
 */
final class PinnedWorld implements World {
    private final World world;

    PinnedWorld(World world) {
        this.world = world;
    }

    @Override
    public Outcome<Pid> spawn(SpawnRequest request, long ticket) {
        return world.spawn(request, ticket);
    }

    @Override
    public Outcome<Target> target(Pid pid) {
        Continuation.pin();
        try {
            return world.target(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Delivery send(Target target, Signal.Message message) {
        Continuation.pin();
        try {
            return world.send(target, message);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Context context() {
        return world.context();
    }

    @Override
    public ProcessGroups groups() {
        return world.groups(); // whose calls are pinned by who makes them
    }

    @Override
    public Locks locks() {
        return world.locks(); // whose calls are pinned by who makes them
    }

    @Override
    public int waiting(Target target) {
        return world.waiting(target); // takes no lock
    }

    @Override
    public Timer awaitRoom(Target target, int bytes, long ticket) {
        Continuation.pin();
        try {
            return world.awaitRoom(target, bytes, ticket);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure monitor(Pid pid) {
        Continuation.pin();
        try {
            return world.monitor(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure unmonitor(Pid pid) {
        Continuation.pin();
        try {
            return world.unmonitor(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure link(Pid pid) {
        Continuation.pin();
        try {
            return world.link(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure unlink(Pid pid) {
        Continuation.pin();
        try {
            return world.unlink(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure terminate(Pid pid) {
        Continuation.pin();
        try {
            return world.terminate(pid);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Failure cancel(Pid pid, long deadlineMillis) {
        Continuation.pin();
        try {
            return world.cancel(pid, deadlineMillis);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Outcome<Pid> register(String name, Pid pid, Scope scope, long ticket) {
        Continuation.pin();
        try {
            return world.register(name, pid, scope, ticket);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Outcome<Pid> unregister(String name, Scope scope, long ticket) {
        Continuation.pin();
        try {
            return world.unregister(name, scope, ticket);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Outcome<Pid> lookup(String name, long ticket) {
        Continuation.pin();
        try {
            return world.lookup(name, ticket);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Timer after(long nanos, long ticket) {
        Continuation.pin();
        try {
            return world.after(nanos, ticket);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public void consumed(int bytes) {
        Continuation.pin();
        try {
            world.consumed(bytes);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public void wake() {
        Continuation.pin();
        try {
            world.wake();
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public void print(String text) {
        Continuation.pin();
        try {
            world.print(text);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public void bug(Throwable thrown) {
        Continuation.pin();
        try {
            world.bug(thrown);
        } finally {
            Continuation.unpin();
        }
    }

    @Override
    public Clock clock() {
        return world.clock();
    }
}
