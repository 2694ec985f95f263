package moonlet.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class PidTest {
    private static final String NODE = "abzAZ09._-";
    private static final String HOST = "abzAZ09._-:/#+é";

    @Test
    void the_text_is_node_host_incarnation_in_hex_and_number() {
        Pid pid = new Pid("node1", "app:processes", 0x19a3f2c4b10L, 42);
        assertEquals("{node1@app:processes|19a3f2c4b10.42}", pid.toString());
    }

    @Test
    void parse_reads_what_to_string_wrote() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            Pid pid =
                    new Pid(
                            text(random, NODE, 63),
                            text(random, HOST, 80),
                            number(random),
                            number(random));
            assertEquals(pid, Pid.parse(pid.toString()));
        }
    }

    @Test
    void the_largest_numbers_can_be_read() {
        Pid pid = new Pid("n", "h", Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(pid, Pid.parse(pid.toString()));
    }

    @Test
    void what_parse_accepts_is_written_the_same_way() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String text = mutated("{node1@app:processes|19a3.42}", random);
            Pid pid = Pid.parse(text);
            if (pid != null) {
                assertEquals(text, pid.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "n@h|1.2",
                "{n@h|1.2",
                "n@h|1.2}",
                "{n@h|1.2} ",
                " {n@h|1.2}",
                "{n@h|1.2}}",
                "{{n@h|1.2}",
                "{@h|1.2}",
                "{n@|1.2}",
                "{nh|1.2}",
                "{n@h1.2}",
                "{n@h|12}",
                "{n@h|.2}",
                "{n@h|1.}",
                "{n@h|01.2}",
                "{n@h|1.02}",
                "{n@h|A.2}",
                "{n@h|g.2}",
                "{n@h|1.a}",
                "{n@h|+1.2}",
                "{n@h|-1.2}",
                "{n@h|1.-2}",
                "{n@h|1.2.3}",
                "{n@h|1|1.2}",
                "{n@n@h|1.2}",
                "{n@h |1.2}",
                "{n m@h|1.2}",
                "{nö@h|1.2}",
                "{n@h|8000000000000000.2}",
                "{n@h|1.9223372036854775808}",
                "{n@h|\u0661.2}",
                "{n@h|1.\uff12}"
            })
    void other_spellings_are_no_pid(String text) {
        assertNull(Pid.parse(text));
    }

    @Test
    void a_node_name_has_at_most_63_characters() {
        assertNull(Pid.parse("{" + "n".repeat(64) + "@h|1.2}"));
        assertThrows(IllegalArgumentException.class, () -> new Pid("n".repeat(64), "h", 1, 2));
    }

    @Test
    void neither_node_nor_host_may_hold_what_separates_them() {
        for (String bad : new String[] {"", "a@b", "a|b", "a{", "}a", "a b"}) {
            assertThrows(IllegalArgumentException.class, () -> new Pid(bad, "h", 1, 2));
            assertThrows(IllegalArgumentException.class, () -> new Pid("n", bad, 1, 2));
        }
    }

    private static String text(Random random, String letters, int lengthMax) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(lengthMax);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static long number(Random random) {
        return random.nextLong() >>> 1 + random.nextInt(63);
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        String letters = "{}@|.019afAFg +-:\t";
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, letters.charAt(random.nextInt(letters.length())));
                default -> mutated.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
        }
        return mutated.toString();
    }
}
