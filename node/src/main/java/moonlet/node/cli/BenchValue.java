package moonlet.node.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One measured value, or a scenario that failed.
 *
 * @param name for example {@code pingpong}, or {@code spawn.heap}
 * @param unit for example {@code messages/s}; of a failure, its text
 */
record BenchValue(String name, double value, String unit) {
    static BenchValue failed(String name, String reason) {
        return new BenchValue(name, Double.NaN, reason);
    }

    boolean isFailure() {
        return Double.isNaN(value);
    }

    /** The value without an exponent, with four digits that count. */
    String text() {
        return value >= 1000
                ? Long.toString(Math.round(value))
                : new BigDecimal(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    @Override
    public String toString() {
        return isFailure() ? name + " failed " + unit : name + " " + text() + " " + unit;
    }
}
