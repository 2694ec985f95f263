package moonlet.node.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promises hold, whatever happens. {@code mvn test -Dsimulation.seeds=N} says how often each
 * scenario is tried, {@code -Dsimulation.first=N} from which seed on: {@code first=SEED seeds=1}
 * replays a failure.
 */
class SimulationTest {
    private static final int FIRST = Integer.getInteger("simulation.first", 0);
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void every_promise_holds(Scenario scenario) {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            int steps = Simulation.run(scenario, seed, Wiring.RIGHT);
            assertTrue(steps >= Simulation.STEPS_MIN, "seed " + seed + ": steps=" + steps);
        }
    }
}
