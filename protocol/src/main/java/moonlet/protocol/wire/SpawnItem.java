package moonlet.protocol.wire;

import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import java.util.List;

/** Starts of processes that one node asks of another. */
public sealed interface SpawnItem extends Item {
    /** Numbers the requests of the node that asks; never reused in its incarnation. */
    long request();

    /**
     * Asks for a process. The relations are made before its first instruction.
     *
     * @param host id of the host that is to run it, without a node
     * @param parent who asks
     * @param context what the process gets from who asks
     * @param name what it is registered as before it runs, or null; it does not run if it cannot be
     * @param messages of {@code parent}, which it finds in its mailbox
     * @param settled the writing node waits for no request below this number any more
     */
    record Spawn(
            long request,
            String entry,
            String host,
            Payload arguments,
            Pid parent,
            Context context,
            boolean monitored,
            boolean linked,
            String name,
            List<FirstMessage> messages,
            long settled)
            implements SpawnItem {
        public Spawn {
            messages = List.copyOf(messages);
        }

        /** The same with its numbers. */
        public Spawn numbered(long request, long settled) {
            return new Spawn(
                    request, entry, host, arguments, parent, context, monitored, linked, name,
                    messages, settled);
        }

        /** How large the values are that it carries, bytes. */
        public long valueBytes() {
            long bytes = arguments.bytes();
            for (FirstMessage message : messages) {
                bytes += message.payload().bytes();
            }
            return context.values() == null ? bytes : bytes + context.values().bytes();
        }
    }

    /**
     * The process runs. {@code sourceHash} names the code of its entry, so that nodes with
     * different applications notice.
     */
    record Started(long request, Pid pid, long sourceHash) implements SpawnItem {}

    /** There is no process, and there will be none. */
    record Refused(long request, Failure why) implements SpawnItem {}

    /** Nobody waits for the process any more: it is not to start, or to end if it has started. */
    record Abandon(long request) implements SpawnItem {}
}
