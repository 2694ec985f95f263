package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "1e15, 1000000000000000",
        "9007199254740991, 9007199254740991",
        "-9007199254740992, -9007199254740992",
        "1.8446744073709552e19, 1.8446744073709552e19",
        "1e300, 1e300",
        "0.1, 0.1",
        "0.3333333333333333, 0.3333333333333333",
        "1e-7, 1e-7",
        "-2.5e-10, -2.5e-10",
        "12345678.5, 1.23456785e7"
    })
    void the_exact_text_is_short(double value, String text) {
        assertEquals(text, Numbers.exact(value));
    }

    @Test
    void the_exact_text_reads_back_as_the_same_double() {
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(Numbers.exact(value)));
            }
        }
    }
}
