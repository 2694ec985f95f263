package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.Payloads;
import moonlet.lua.process.World;
import moonlet.node.app.Entry;
import moonlet.node.cluster.ClusterNode;
import moonlet.node.cluster.Tenure;
import moonlet.node.service.ServiceEffects;
import moonlet.node.service.ServicePlan;
import moonlet.node.service.ServiceStatus;
import moonlet.node.service.Supervisor;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The services of a running node: {@link Supervisor} behind one lock, with processes and time. Any
 * thread may call; what a process has to tell comes on a thread of its own.
 */
final class Services implements ServiceEffects, Tenure {
    private final Node node;
    private final Map<String, Entry.ServiceEntry> entries = new LinkedHashMap<>();
    private final ServiceLog log = new ServiceLog();
    private final BooleanSupplier lease;
    // Everything below is guarded by this.
    private final Supervisor supervisor;
    private final Map<String, RunningProcess> running = new HashMap<>();
    private final Map<String, Runnable> leaving = new HashMap<>(); // singletons, and who waits
    private World.Timer tick; // null while nothing is due
    private boolean stopping;

    /**
     * @param services those that may run on this node
     * @param lease whether this node is still the one to run the singletons that it has
     */
    Services(Node node, List<Entry.ServiceEntry> services, BooleanSupplier lease) {
        this.node = node;
        this.lease = lease;
        services.forEach(service -> entries.put(service.id(), service));
        List<ServicePlan> plans = services.stream().map(ServicePlan::of).toList();
        this.supervisor = new Supervisor(plans, this, new Random()::nextDouble, System.nanoTime());
    }

    /**
     * Starts the services that start with the node, and waits until each has come up or failed;
     * then this node may run singletons.
     *
     * @param cluster null for a node that is alone, and so runs all singletons
     * @return why some did not come up
     */
    List<Failure> start(ClusterNode cluster) {
        Map<String, Failure> failed = startAndWait();
        if (failed.isEmpty() && !isStopping()) {
            for (Entry.ServiceEntry service : entries.values()) {
                if (service.singleton() && cluster == null) {
                    begin(service.id());
                } else if (service.singleton()) {
                    cluster.runSingleton(service.id(), this);
                }
            }
        }
        List<Failure> failures = new ArrayList<>();
        failed.forEach(
                (id, why) ->
                        failures.add(
                                Failure.of(why.kind(), "service " + id + ": " + why.message())));
        return failures;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized Map<String, Failure> startAndWait() {
        supervisor.start(System.nanoTime());
        changed();
        try {
            while (!supervisor.isSettled() && !stopping) {
                wait(); // each has a start_timeout, so this has one too
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return supervisor.failedBeforeTheyRan();
    }

    /**
     * Stops all, each after those that require it; waits for that until the deadline. By then all
     * are to stop. A singleton runs on the next node as soon as it has stopped here.
     */
    synchronized void stop(long deadlineNanos) {
        stopping = true;
        if (node.cluster() != null) {
            node.cluster().lendSingletons();
        }
        supervisor.stop(System.nanoTime());
        changed();
        awaitRest(deadlineNanos);
        supervisor.stopTogether(System.nanoTime());
        changed();
    }

    private synchronized void awaitRest(long deadlineNanos) {
        try {
            while (!supervisor.isAtRest()) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized List<ServiceStatus> status() {
        return supervisor.status(System.nanoTime(), node.clock().instant());
    }

    /** The processes of all, also of one that has started in this moment. */
    synchronized Set<Pid> pids() {
        return running.values().stream()
                .map(RunningProcess::pid)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void begin(String singleton) {
        supervisor.grant(singleton, System.nanoTime());
        changed();
    }

    @Override
    public synchronized void end(String singleton, Runnable ended) {
        leaving.put(singleton, ended);
        if (!stopping) { // else it stops with the others, in their order
            supervisor.revoke(singleton, System.nanoTime());
        }
        changed();
    }

    @Override
    public void start(String id, long run) {
        Entry.ServiceEntry service = entries.get(id);
        Fence fence = service.singleton() ? new Fence(lease, node.timers()) : null;
        RunningProcess process =
                node.spawning()
                        .spawn(
                                service.process(),
                                service.host(),
                                Payloads.of(service.input()),
                                node.security().of(service),
                                fence);
        running.put(id, process);
        process.started()
                .handleAsync((pid, bug) -> started(id, run, pid), Thread::startVirtualThread)
                .thenCombine(process.ending().handle(Services::ending), (_, end) -> end)
                .thenAcceptAsync(end -> ended(id, run, end), Thread::startVirtualThread);
    }

    private static Ending ending(Ending end, Throwable bug) {
        return bug == null
                ? end
                : new Ending.Failed(Failure.of(ErrorKind.INTERNAL, "internal error: " + bug));
    }

    @Override
    public void cancel(String id, Pid pid) {
        LocalProcess process = node.processes().find(pid);
        if (process != null) {
            process.cancel(node.systemPid(), 0, "service stopping");
        }
    }

    @Override
    public void kill(String id, long run, Failure why) {
        Pid pid = running.get(id).pid();
        if (pid != null) { // else it was refused, and its end is on its way
            node.spawning().killLoading(pid, why);
            node.processes().kill(pid, why);
        }
    }

    @Override
    public void entered(Transition transition) {
        log.entered(transition);
        node.counters().entered(transition);
        node.events().changed(transition);
    }

    /**
     * @param outcome null after a bug, which the ending tells of
     */
    private synchronized Void started(String id, long run, Outcome<Pid> outcome) {
        if (outcome != null && outcome.failure() == null) {
            supervisor.started(id, run, outcome.value(), System.nanoTime());
            changed();
        }
        return null;
    }

    private synchronized void ended(String id, long run, Ending how) {
        running.remove(id);
        supervisor.ended(id, run, how, System.nanoTime());
        changed();
    }

    private synchronized void tick() {
        supervisor.tick(System.nanoTime());
        changed();
    }

    /** Something has happened: others may wait for it, and something else may be due next. */
    private void changed() {
        if (tick != null) {
            tick.cancel();
            tick = null;
        }
        long due = supervisor.dueIn(System.nanoTime());
        if (due != Long.MAX_VALUE) {
            tick = node.timers().after(due, () -> Thread.startVirtualThread(this::tick));
        }
        leaving.entrySet()
                .removeIf(
                        entry -> {
                            boolean ended = supervisor.isAtRest(entry.getKey());
                            if (ended) {
                                entry.getValue().run();
                            }
                            return ended;
                        });
        notifyAll();
    }
}
