package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void writes_out_what_would_leave_the_line_or_drive_the_terminal() {
        assertEquals(
                "a\\nb\\r\\tc\\u001b[31m\\u009b\\u2028\\u202e",
                OneLine.of("a\nb\r\tc\u001b[31m\u009b\u2028\u202e"));
    }

    @Test
    void leaves_all_other_text_alone() {
        assertEquals("ü € 👩‍👩‍👧 \\n", OneLine.of("ü € 👩‍👩‍👧 \\n"));
    }

    @Test
    void emoji_stay_and_bytes_that_are_no_text_show_as_such() {
        assertEquals("x\ud83d\ude00\ufffd", OneLine.of("x\ud83d\ude00\udcff"));
    }
}
