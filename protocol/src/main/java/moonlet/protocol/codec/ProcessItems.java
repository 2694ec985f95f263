package moonlet.protocol.codec;

import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.CancelBytes;
import moonlet.protocol.codec.proto.ExitBytes;
import moonlet.protocol.codec.proto.GoneBytes;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.LinkDownBytes;
import moonlet.protocol.codec.proto.PairBytes;
import moonlet.protocol.codec.proto.TerminateBytes;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;

/**
 * What is about single processes, as bytes: relations, requests, full mailboxes. Messages are
 * written and read by {@link Messages}.
 */
final class ProcessItems {
    private final Values values;

    ProcessItems(Values values) {
        this.values = values;
    }

    void write(ProcessItem item, ItemBytes.Builder to) {
        switch (item) {
            case ProcessItem.Message _ ->
                    throw new IllegalArgumentException("Messages writes that, as a whole item");
            case ProcessItem.Cancel cancel -> {
                CancelBytes.Builder bytes =
                        CancelBytes.newBuilder()
                                .setFrom(values.pid(cancel.from()))
                                .setTo(values.pid(cancel.to()))
                                .setDeadlineMillis(cancel.deadlineMillis())
                                .setAtSeconds(cancel.atSeconds());
                if (cancel.reason() != null) {
                    bytes.setReason(values.text(cancel.reason()));
                }
                to.setCancel(bytes);
            }
            case ProcessItem.Terminate(Pid from, Pid target) ->
                    to.setTerminate(
                            TerminateBytes.newBuilder()
                                    .setFrom(values.pid(from))
                                    .setTo(values.pid(target)));
        }
    }

    void write(RelationItem item, ItemBytes.Builder to) {
        switch (item) {
            case RelationItem.Monitor(Pid target) -> to.setMonitor(values.pid(target));
            case RelationItem.Unmonitor(Pid target) -> to.setUnmonitor(values.pid(target));
            case RelationItem.Exit(Pid from, Ending ending, long at) ->
                    to.setExit(
                            ExitBytes.newBuilder()
                                    .setFrom(values.pid(from))
                                    .setEnding(values.ending(ending))
                                    .setAtSeconds(at));
            case RelationItem.Link(Pid from, Pid peer) -> to.setLink(pair(from, peer, 0));
            case RelationItem.Unlink(Pid from, Pid peer, long id) ->
                    to.setUnlink(pair(from, peer, id));
            case RelationItem.UnlinkDone(Pid from, Pid peer, long id) ->
                    to.setUnlinkDone(pair(from, peer, id));
            case RelationItem.LinkDown(Pid from, Pid peer, Failure failure, long at) ->
                    to.setLinkDown(
                            LinkDownBytes.newBuilder()
                                    .setFrom(values.pid(from))
                                    .setTo(values.pid(peer))
                                    .setFailure(values.failure(failure))
                                    .setAtSeconds(at));
        }
    }

    void write(FlowItem item, ItemBytes.Builder to) {
        switch (item) {
            case FlowItem.MailboxFull(Pid target) -> to.setMailboxFull(values.pid(target));
            case FlowItem.MailboxRoom(Pid target) -> to.setMailboxRoom(values.pid(target));
            case FlowItem.Gone(Pid target, int messages) ->
                    to.setGone(
                            GoneBytes.newBuilder()
                                    .setTarget(values.pid(target))
                                    .setMessages(messages));
        }
    }

    /** Reads what is of one of these kinds. */
    Item read(ItemBytes item) {
        return switch (item.getKindCase()) {
            case MESSAGE -> throw new BadWire("a message that does not begin its item");
            case CANCEL -> {
                CancelBytes it = item.getCancel();
                yield new ProcessItem.Cancel(
                        values.pid(it.getFrom()),
                        values.pid(it.getTo()),
                        Values.count(it.getDeadlineMillis()),
                        it.hasReason() ? values.text(it.getReason()) : null,
                        Values.count(it.getAtSeconds()));
            }
            case TERMINATE ->
                    new ProcessItem.Terminate(
                            values.pid(item.getTerminate().getFrom()),
                            values.pid(item.getTerminate().getTo()));
            case MONITOR -> new RelationItem.Monitor(values.pid(item.getMonitor()));
            case UNMONITOR -> new RelationItem.Unmonitor(values.pid(item.getUnmonitor()));
            case EXIT -> {
                ExitBytes it = item.getExit();
                Values.need(it.hasEnding(), "ending");
                yield new RelationItem.Exit(
                        values.pid(it.getFrom()),
                        values.ending(it.getEnding()),
                        Values.count(it.getAtSeconds()));
            }
            case LINK -> {
                PairBytes it = item.getLink();
                yield new RelationItem.Link(values.pid(it.getFrom()), values.pid(it.getTo()));
            }
            case UNLINK -> {
                PairBytes it = item.getUnlink();
                yield new RelationItem.Unlink(
                        values.pid(it.getFrom()), values.pid(it.getTo()), Values.count(it.getId()));
            }
            case UNLINK_DONE -> {
                PairBytes it = item.getUnlinkDone();
                yield new RelationItem.UnlinkDone(
                        values.pid(it.getFrom()), values.pid(it.getTo()), Values.count(it.getId()));
            }
            case LINK_DOWN -> {
                LinkDownBytes it = item.getLinkDown();
                Values.need(it.hasFailure(), "failure");
                yield new RelationItem.LinkDown(
                        values.pid(it.getFrom()),
                        values.pid(it.getTo()),
                        values.failure(it.getFailure()),
                        Values.count(it.getAtSeconds()));
            }
            case MAILBOX_FULL -> new FlowItem.MailboxFull(values.pid(item.getMailboxFull()));
            case MAILBOX_ROOM -> new FlowItem.MailboxRoom(values.pid(item.getMailboxRoom()));
            case GONE -> {
                GoneBytes it = item.getGone();
                yield new FlowItem.Gone(
                        values.pid(it.getTarget()), (int) Values.count(it.getMessages()));
            }
            default ->
                    throw new IllegalArgumentException("of another family: " + item.getKindCase());
        };
    }

    private PairBytes pair(Pid from, Pid to, long id) {
        return PairBytes.newBuilder()
                .setFrom(values.pid(from))
                .setTo(values.pid(to))
                .setId(id)
                .build();
    }
}
