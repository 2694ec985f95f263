package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Limits;
import moonlet.node.app.Limit;
import moonlet.node.app.LimitOverrides;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

class MailboxQuotaTest {
    private int woken;

    @Test
    void messages_are_counted() {
        MailboxQuota quota = quota(2, 1_000);
        assertTrue(quota.reserve(1));
        assertTrue(quota.reserve(1));
        assertFalse(quota.reserve(1));
        quota.release(1);
        assertTrue(quota.reserve(1));
    }

    @Test
    void bytes_are_counted() {
        MailboxQuota quota = quota(10, 100);
        assertTrue(quota.reserve(60));
        assertFalse(quota.reserve(60));
        assertTrue(quota.reserve(40));
        quota.release(60);
        assertTrue(quota.reserve(60));
    }

    @Test
    void a_message_larger_than_all_of_it_can_never_be_held() {
        MailboxQuota quota = quota(10, 100);
        assertTrue(quota.canHold(100));
        assertFalse(quota.canHold(101));
    }

    @Test
    void who_waits_is_woken_when_there_is_room() {
        for (int max = 1; max <= 9; max++) {
            MailboxQuota quota = full(max);
            woken = 0;
            quota.awaitRoom(1, () -> woken++);
            assertEquals(0, woken, "a full mailbox wakes nobody: max=" + max);
            for (int i = 0; i < max; i++) {
                quota.release(1);
            }
            assertEquals(1, woken, "max=" + max);
        }
    }

    @Test
    void who_waits_where_there_is_room_is_woken_at_once() {
        quota(4, 100).awaitRoom(10, () -> woken++);
        assertEquals(1, woken);
    }

    @Test
    void who_wants_more_bytes_than_are_left_is_not_woken() {
        MailboxQuota quota = quota(100, 100);
        quota.reserve(70);
        quota.reserve(10);
        quota.awaitRoom(50, () -> woken++);
        quota.release(10);
        assertEquals(0, woken);
        quota.release(70);
        assertEquals(1, woken);
    }

    @Test
    void who_took_the_request_back_is_not_woken() {
        MailboxQuota quota = full(1);
        quota.awaitRoom(1, () -> woken++).run();
        quota.release(1);
        assertEquals(0, woken);
    }

    @Test
    void all_are_woken_at_the_end_of_the_process() {
        MailboxQuota quota = full(1);
        quota.awaitRoom(1, () -> woken++);
        quota.awaitRoom(1, () -> woken++);
        quota.wakeAll();
        assertEquals(2, woken);
    }

    @Test
    void no_sender_sleeps_for_ever_while_a_reader_reads() throws Exception {
        MailboxQuota quota = quota(4, 1_000);
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(3 * 5_000);
        Parallel.run(
                4,
                (worker, _) -> {
                    if (worker == 0) {
                        read(quota, waiting, left);
                    } else {
                        for (int i = 0; i < 5_000; i++) {
                            send(quota);
                            waiting.incrementAndGet();
                        }
                    }
                });
        assertEquals(0, left.get());
    }

    private static void send(MailboxQuota quota) {
        while (!quota.reserve(10)) {
            Semaphore room = new Semaphore(0);
            quota.awaitRoom(10, room::release);
            room.acquireUninterruptibly();
        }
    }

    private static void read(MailboxQuota quota, AtomicInteger waiting, AtomicInteger left) {
        while (left.get() > 0) {
            if (waiting.get() > 0) {
                waiting.decrementAndGet();
                left.decrementAndGet();
                quota.release(10);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static MailboxQuota full(int messages) {
        MailboxQuota quota = quota(messages, 1_000);
        for (int i = 0; i < messages; i++) {
            quota.reserve(1);
        }
        return quota;
    }

    private static MailboxQuota quota(long messages, long bytes) {
        Map<Limit, Long> limits =
                Map.of(Limit.MAILBOX_MESSAGES_MAX, messages, Limit.MAILBOX_BYTES_MAX, bytes);
        return new MailboxQuota(new LimitOverrides(limits).over(Limits.DEFAULTS));
    }
}
