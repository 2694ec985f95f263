package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.List;

/** What {@link Groups} asks of its node, and of the links with the others. */
public interface GroupEffects {
    /** Tells another node something, in order. */
    void send(NodeStart to, NameItem item);

    /** Tells all others, in order. */
    void sendAll(NameItem item);

    /** Processes have joined a group, or left it. */
    void changed(GroupName group, boolean joined, List<Pid> pids);
}
