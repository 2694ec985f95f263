package moonlet.node.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.FlowItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class RemoteMailboxesTest {
    private final Pid pid = new Pid("n", "h", 1, 1);
    private final List<String> news = new ArrayList<>();
    private final RemoteMailboxes senders = new RemoteMailboxes(new News());
    private final RemoteMailboxes owners = new RemoteMailboxes(new Wire());

    @Test
    void senders_wait_from_full_to_room() {
        owners.filled(pid);
        assertTrue(senders.isFull(pid));
        owners.emptied(pid);
        assertFalse(senders.isFull(pid));
        assertEquals(List.of("room"), news);
    }

    @Test
    void a_mailbox_that_is_full_is_told_once() {
        owners.filled(pid);
        senders.receive(new FlowItem.MailboxRoom(pid));
        owners.filled(pid);
        assertFalse(senders.isFull(pid));
    }

    @Test
    void room_is_told_only_to_those_who_wait() {
        owners.emptied(pid);
        assertEquals(List.of(), news);
    }

    @Test
    void the_end_of_a_process_frees_those_who_wait_for_room() {
        owners.filled(pid);
        owners.ended(pid);
        assertEquals(List.of("gone 0", "room"), news);
    }

    @Test
    void the_end_of_a_process_is_not_told_where_nobody_waits() {
        owners.ended(pid);
        assertEquals(List.of(), news);
    }

    @Test
    void unread_messages_are_told() {
        owners.unread(pid, 3);
        assertEquals(List.of("gone 3"), news);
    }

    @Test
    void a_lost_node_frees_those_who_wait() {
        owners.filled(pid);
        senders.lost();
        assertFalse(senders.isFull(pid));
        assertEquals(List.of("room"), news);
    }

    @Test
    void only_the_latest_ended_processes_are_remembered() {
        EndedProcesses ended = new EndedProcesses(2);
        for (int i = 1; i <= 3; i++) {
            ended.add(new Pid("n", "h", 1, i));
        }
        assertFalse(ended.contains(new Pid("n", "h", 1, 1)));
        assertTrue(ended.contains(new Pid("n", "h", 1, 2)));
        assertTrue(ended.contains(new Pid("n", "h", 1, 3)));
    }

    /** Hands over what the owners say at once. */
    private final class Wire implements MailboxEffects {
        @Override
        public void send(long lane, FlowItem item) {
            senders.receive(item);
        }

        @Override
        public void room(Pid remote) {
            throw new AssertionError("nobody waits here");
        }

        @Override
        public void gone(Pid remote, int messages) {
            throw new AssertionError("nobody sends here");
        }
    }

    private final class News implements MailboxEffects {
        @Override
        public void send(long lane, FlowItem item) {
            throw new AssertionError("no mailboxes here");
        }

        @Override
        public void room(Pid remote) {
            news.add("room");
        }

        @Override
        public void gone(Pid remote, int messages) {
            news.add("gone " + messages);
        }
    }
}
