package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.Signal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MessageQueueTest {
    private final MessageQueue queue = new MessageQueue();

    @Test
    void messages_leave_in_the_order_in_which_they_came() {
        List<String> expected = new ArrayList<>();
        Random random = new Random(1);
        int added = 0;
        for (int round = 0; round < 2_000; round++) {
            if (random.nextInt(100) < 55 || queue.isEmpty()) {
                queue.add(message("" + added), added);
                expected.add("" + added++);
            } else {
                assertEquals(expected.removeFirst(), queue.poll().topic());
            }
            assertEquals(expected.size(), queue.size());
        }
        assertEquals(expected, drained(queue));
    }

    @Test
    void extract_takes_what_is_wanted_and_keeps_the_order_of_both() {
        add(queue, 0, "a", "b", "a", "c", "b", "a");
        MessageQueue taken = queue.extract(message -> message.topic().equals("a"));
        assertEquals(List.of("a", "a", "a"), drained(taken));
        assertEquals(List.of("b", "c", "b"), drained(queue));
    }

    @Test
    void extract_from_an_empty_queue_gives_an_empty_one() {
        assertTrue(queue.extract(_ -> true).isEmpty());
        assertTrue(queue.isEmpty());
    }

    @Test
    void merge_puts_messages_back_where_they_belong_by_age() {
        for (int i = 0; i < 40; i++) {
            queue.add(message(i % 3 == 0 ? "x" : "y" + i), i);
        }
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            before.add(i % 3 == 0 ? "x" : "y" + i);
        }
        MessageQueue taken = queue.extract(message -> message.topic().equals("x"));
        queue.merge(taken);
        assertEquals(before, drained(queue));
    }

    @Test
    void an_empty_queue_can_be_merged_and_used_again() {
        queue.merge(new MessageQueue());
        MessageQueue other = new MessageQueue();
        add(other, 5, "a", "b");
        queue.merge(other);
        assertTrue(other.isEmpty());
        assertEquals(List.of("a", "b"), drained(queue));
        add(queue, 9, "c");
        assertEquals(List.of("c"), drained(queue));
    }

    private static void add(MessageQueue queue, long place, String... topics) {
        for (String topic : topics) {
            queue.add(message(topic), place++);
        }
    }

    private static Signal.Message message(String topic) {
        return new Signal.Message(null, topic, null);
    }

    private static List<String> drained(MessageQueue queue) {
        List<String> topics = new ArrayList<>();
        while (!queue.isEmpty()) {
            topics.add(queue.poll().topic());
        }
        return topics;
    }
}
