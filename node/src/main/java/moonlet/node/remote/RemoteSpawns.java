package moonlet.node.remote;

import moonlet.lua.process.Outcome;
import moonlet.node.link.LinkSession;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.SpawnItem;
import moonlet.protocol.wire.SpawnItem.Spawn;

import java.util.List;

/**
 * The processes that this node asks of one incarnation of a peer, and those that the peer asks of
 * this node. Not safe for threads; times are {@code System.nanoTime()}.
 *
 * <p>Every request is answered once: with its process, a refusal, or the deadline. Who does not
 * wait any more says so with an Abandon, and the process does not start, or ends.
 */
public final class RemoteSpawns {
    private final String peer;
    private final RemoteRelations relations;
    private final SpawnEffects effects;
    private final OpenRequests open;
    private final AskedSpawns asked = new AskedSpawns();
    private boolean lost;

    /**
     * @param peer the name of the peer, for texts
     * @param openMax how many requests of this node may wait for an answer at once
     */
    public RemoteSpawns(String peer, RemoteRelations relations, SpawnEffects effects, int openMax) {
        this.peer = peer;
        this.relations = relations;
        this.effects = effects;
        this.open = new OpenRequests(openMax);
    }

    /**
     * Asks the peer for a process. {@link SpawnEffects#started} or {@link SpawnEffects#refused}
     * follows.
     *
     * @param spawn the numbers in it do not matter
     * @return the number of the request, or why it cannot be asked now
     */
    public Outcome<Long> request(Spawn spawn, long deadlineNanos) {
        if (lost) {
            return new Outcome<>(null, RemoteRelations.DISCONNECTED);
        }
        if (open.isFull()) {
            String text = "too many spawns wait for " + peer + "; try again when some have ended";
            return Outcome.failed(ErrorKind.UNAVAILABLE, text);
        }
        Spawn numbered = open.add(spawn, relations.unmonitors(), deadlineNanos);
        // In the lane of who asks: after what it has sent.
        effects.send(spawn.parent().number(), numbered);
        return Outcome.of(numbered.request());
    }

    /**
     * A local process has ended: what it asked for is not wanted any more, and not answered.
     *
     * @return the numbers of these requests
     */
    public List<Long> ended(Pid parent) {
        List<Long> all = open.removeOf(parent);
        all.forEach(this::abandon);
        return all;
    }

    /** Gives up the requests whose deadline has come. */
    public void expire(long nowNanos) {
        for (long request : open.removeUntil(nowNanos)) {
            abandon(request);
            String text = "no answer to spawn from " + peer + " before the deadline";
            effects.refused(request, Failure.of(ErrorKind.UNAVAILABLE, text));
        }
    }

    /** Returns the earliest deadline, or {@code Long.MAX_VALUE} if nothing is asked. */
    public long deadlineNanos() {
        return open.deadlineNanos();
    }

    /** The peer says something. */
    public void receive(SpawnItem item) {
        if (lost) {
            return;
        }
        switch (item) {
            case Spawn spawn -> {
                if (asked.isNew(spawn)) {
                    effects.prepare(spawn);
                }
            }
            case SpawnItem.Abandon(long request) -> {
                Pid unwanted = asked.abandon(request);
                if (unwanted != null) {
                    effects.kill(unwanted);
                }
            }
            case SpawnItem.Started(long request, Pid pid, long hash) -> started(request, pid, hash);
            case SpawnItem.Refused(long request, Failure why) -> {
                // It may have been given up meanwhile; then that was its answer.
                if (open.remove(request) != null) {
                    effects.refused(request, why);
                }
            }
        }
    }

    /**
     * The top level of a process for the peer begins to run.
     *
     * @return false if nobody waits for it any more: then it is to end
     */
    public boolean loads(long request, Pid local) {
        return asked.load(request, local);
    }

    /**
     * A process for the peer is ready to run; its relations are made here.
     *
     * @param atSeconds Unix time
     * @return false if nobody waits for it any more: then it must not run
     */
    public boolean prepared(long request, Pid local, long sourceHash, long atSeconds) {
        Spawn spawn = asked.run(request, local);
        if (spawn == null) {
            return false;
        }
        effects.send(LinkSession.NODE, new SpawnItem.Started(request, local, sourceHash));
        relations.spawnedFor(spawn.parent(), local, spawn.monitored(), spawn.linked(), atSeconds);
        return true;
    }

    /** There will be no process for this request of the peer. */
    public void failed(long request, Failure why) {
        if (asked.run(request, null) != null) {
            // A lane of its own: it may be large, and nothing has to come after it.
            effects.send(-request, new SpawnItem.Refused(request, why));
        }
    }

    /**
     * The peer is lost: what was asked of it fails, and what it asked for and has not begun ends.
     */
    public void lost() {
        lost = true;
        asked.clear().forEach(effects::kill);
        List<Long> all = open.removeAll();
        all.forEach(request -> effects.refused(request, RemoteRelations.DISCONNECTED));
    }

    /** Returns how many requests are remembered, of both sides. */
    public int size() {
        return open.size() + asked.size();
    }

    private void started(long request, Pid remote, long sourceHash) {
        OpenRequests.Open asked = open.remove(request);
        if (asked == null) {
            return; // given up meanwhile: the Abandon that is on its way ends the process
        }
        Spawn spawn = asked.spawn();
        if (effects.started(request, remote, spawn.entry(), sourceHash)) {
            relations.spawned(
                    spawn.parent(), remote, spawn.monitored(), spawn.linked(), asked.unmonitors());
        } else {
            abandon(request);
        }
    }

    /** In the node's lane: the peer knows of it before it learns that the request is settled. */
    private void abandon(long request) {
        effects.send(LinkSession.NODE, new SpawnItem.Abandon(request));
    }
}
