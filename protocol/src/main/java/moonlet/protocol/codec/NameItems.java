package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.ChangeBytes;
import moonlet.protocol.codec.proto.DeltaBytes;
import moonlet.protocol.codec.proto.FoundBytes;
import moonlet.protocol.codec.proto.GrantedBytes;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.NameBytes;
import moonlet.protocol.codec.proto.ProbedBytes;
import moonlet.protocol.codec.proto.RefusedBytes;
import moonlet.protocol.codec.proto.StartBytes;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is about names, hosts and groups, as bytes. */
final class NameItems {
    private static final int CHANGE_BYTES_MIN = 2; // its tag and its length

    private final Values values;

    NameItems(Values values) {
        this.values = values;
    }

    void write(NameItem item, ItemBytes.Builder to) {
        switch (item) {
            case NameItem.Claim(long request, String name, Pid pid) ->
                    to.setClaim(name(request, name, pid));
            case NameItem.Granted(long request, long at) ->
                    to.setGranted(GrantedBytes.newBuilder().setRequest(request).setGrantedAt(at));
            case NameItem.Held(long request, Pid holder) -> to.setHeld(name(request, "", holder));
            case NameItem.Denied(long request, Failure why) -> to.setDenied(refused(request, why));
            case NameItem.Lookup(long request, String name) ->
                    to.setLookup(name(request, name, null));
            case NameItem.Found(long request, Pid holder, long version) -> {
                FoundBytes.Builder found =
                        FoundBytes.newBuilder().setRequest(request).setVersion(version);
                if (holder != null) {
                    found.setPid(values.pid(holder));
                }
                to.setFound(found);
            }
            case NameItem.Probe(long request, String name, Pid pid) ->
                    to.setProbe(name(request, name, pid));
            case NameItem.Probed(long request, boolean holds) ->
                    to.setProbed(ProbedBytes.newBuilder().setRequest(request).setHolds(holds));
            case NameItem.Register(long request, String name, Pid pid) ->
                    to.setRegister(name(request, name, pid));
            case NameItem.Unregister(long request, String name, Pid holder) ->
                    to.setUnregister(name(request, name, holder));
            case NameItem.Done(long request, Failure failure) ->
                    to.setDone(
                            failure == null
                                    ? RefusedBytes.newBuilder().setRequest(request).build()
                                    : refused(request, failure));
            case NameItem.Told() -> to.setTold(true);
            case NameItem.Load(long processes) -> to.setLoad(processes);
            case NameItem.Bid(long request, String key, Pid pid) ->
                    to.setBid(name(request, key, pid));
            case NameItem.Promised(long request) -> to.setPromised(request);
            case NameItem.Unpromised(long request, Pid holder) ->
                    to.setUnpromised(name(request, "", holder));
            case NameItem.Vetoed(long request, Failure why) -> to.setVetoed(refused(request, why));
            case NameItem.Withdrawn(String key, Pid pid) -> to.setWithdrawn(name(0, key, pid));
            case NameItem.Gone(NodeStart node) -> to.setStartGone(start(node));
            case NameItem.Knows(NodeStart node) -> to.setKnows(start(node));
            case NameItem.Copied() -> to.setCopied(true);
            case NameItem.Delta(String map, long since, long until, List<NameItem.Change> all) ->
                    to.setDelta(delta(map, since, until, all));
        }
    }

    Item read(ItemBytes item) {
        return switch (item.getKindCase()) {
            case CLAIM -> {
                NameBytes it = item.getClaim();
                yield new NameItem.Claim(
                        Values.count(it.getRequest()), values.text(it.getName()), needed(it));
            }
            case GRANTED ->
                    new NameItem.Granted(
                            Values.count(item.getGranted().getRequest()),
                            Values.count(item.getGranted().getGrantedAt()));
            case HELD ->
                    new NameItem.Held(
                            Values.count(item.getHeld().getRequest()), needed(item.getHeld()));
            case DENIED ->
                    new NameItem.Denied(
                            Values.count(item.getDenied().getRequest()), why(item.getDenied()));
            case LOOKUP ->
                    new NameItem.Lookup(
                            Values.count(item.getLookup().getRequest()),
                            values.text(item.getLookup().getName()));
            case FOUND -> {
                FoundBytes it = item.getFound();
                yield new NameItem.Found(
                        Values.count(it.getRequest()),
                        it.hasPid() ? values.pid(it.getPid()) : null,
                        Values.count(it.getVersion()));
            }
            case PROBE -> {
                NameBytes it = item.getProbe();
                yield new NameItem.Probe(
                        Values.count(it.getRequest()), values.text(it.getName()), needed(it));
            }
            case PROBED ->
                    new NameItem.Probed(
                            Values.count(item.getProbed().getRequest()),
                            item.getProbed().getHolds());
            case REGISTER -> {
                NameBytes it = item.getRegister();
                yield new NameItem.Register(
                        Values.count(it.getRequest()), values.text(it.getName()), needed(it));
            }
            case UNREGISTER -> {
                NameBytes it = item.getUnregister();
                yield new NameItem.Unregister(
                        Values.count(it.getRequest()), values.text(it.getName()), needed(it));
            }
            case DONE -> {
                RefusedBytes it = item.getDone();
                yield new NameItem.Done(
                        Values.count(it.getRequest()),
                        it.hasFailure() ? values.failure(it.getFailure()) : null);
            }
            case BID -> {
                NameBytes it = item.getBid();
                yield new NameItem.Bid(
                        Values.count(it.getRequest()), values.text(it.getName()), needed(it));
            }
            case PROMISED -> new NameItem.Promised(Values.count(item.getPromised()));
            case UNPROMISED ->
                    new NameItem.Unpromised(
                            Values.count(item.getUnpromised().getRequest()),
                            pid(item.getUnpromised()));
            case VETOED ->
                    new NameItem.Vetoed(
                            Values.count(item.getVetoed().getRequest()), why(item.getVetoed()));
            case WITHDRAWN ->
                    new NameItem.Withdrawn(
                            values.text(item.getWithdrawn().getName()),
                            needed(item.getWithdrawn()));
            case START_GONE -> new NameItem.Gone(start(item.getStartGone()));
            case KNOWS -> new NameItem.Knows(start(item.getKnows()));
            case COPIED -> new NameItem.Copied();
            case DELTA -> delta(item.getDelta());
            case TOLD -> new NameItem.Told();
            case LOAD -> new NameItem.Load(Values.count(item.getLoad()));
            default ->
                    throw new IllegalArgumentException("of another family: " + item.getKindCase());
        };
    }

    private RefusedBytes refused(long request, Failure why) {
        return RefusedBytes.newBuilder().setRequest(request).setFailure(values.brief(why)).build();
    }

    private Failure why(RefusedBytes from) {
        Values.need(from.hasFailure(), "failure");
        return values.failure(from.getFailure());
    }

    private StartBytes start(NodeStart node) {
        return StartBytes.newBuilder()
                .setNode(values.text(node.node()))
                .setIncarnation(node.incarnation())
                .build();
    }

    private NodeStart start(StartBytes from) {
        return new NodeStart(values.text(from.getNode()), Values.count(from.getIncarnation()));
    }

    private NameBytes name(long request, String name, Pid pid) {
        NameBytes.Builder to =
                NameBytes.newBuilder().setRequest(request).setName(values.text(name));
        if (pid != null) {
            to.setPid(values.pid(pid));
        }
        return to.build();
    }

    private Pid pid(NameBytes from) {
        return from.hasPid() ? values.pid(from.getPid()) : null;
    }

    private Pid needed(NameBytes from) {
        Values.need(from.hasPid(), "pid");
        return values.pid(from.getPid());
    }

    private DeltaBytes delta(String map, long since, long until, List<NameItem.Change> all) {
        DeltaBytes.Builder to =
                DeltaBytes.newBuilder()
                        .setMap(values.text(map))
                        .setFromVersion(since)
                        .setToVersion(until);
        for (NameItem.Change change : all) {
            ChangeBytes.Builder bytes =
                    ChangeBytes.newBuilder()
                            .setKey(values.text(change.key()))
                            .setGrantedAt(change.grantedAt());
            if (change.pid() != null) {
                bytes.setPid(values.pid(change.pid()));
            }
            to.addChanges(bytes);
        }
        return to.build();
    }

    /**
     * Counts the changes in an item that may have many.
     *
     * @throws BadWire if they are too many
     */
    void checkSize(ByteString item) throws IOException {
        int max = values.limits().changesMax();
        if (item.size() / CHANGE_BYTES_MIN > max) {
            int changes =
                    Tags.count(item, ItemBytes.DELTA_FIELD_NUMBER, DeltaBytes.CHANGES_FIELD_NUMBER);
            if (changes > max) {
                throw new BadWire(
                        "a delta of " + changes + " changes; at most " + max + " are read");
            }
        }
    }

    private NameItem.Delta delta(DeltaBytes from) {
        if (Values.count(from.getFromVersion()) > Values.count(from.getToVersion())) {
            throw new BadWire("a delta that goes back to an earlier version");
        }
        List<NameItem.Change> changes = new ArrayList<>(from.getChangesCount());
        for (ChangeBytes change : from.getChangesList()) {
            Pid pid = change.hasPid() ? values.pid(change.getPid()) : null;
            changes.add(
                    new NameItem.Change(
                            values.text(change.getKey()),
                            pid,
                            Values.count(change.getGrantedAt())));
        }
        return new NameItem.Delta(
                values.text(from.getMap()), from.getFromVersion(), from.getToVersion(), changes);
    }
}
