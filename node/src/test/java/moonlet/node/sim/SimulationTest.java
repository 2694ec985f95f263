package moonlet.node.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises hold, whatever happens; {@code -Dsimulation.seeds=N} says how often it is tried. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 300);

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void every_promise_holds(Scenario scenario) {
        long steps = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            steps += Simulation.run(scenario, seed, Wiring.RIGHT);
        }
        assertTrue(steps / SEEDS >= 200, "too few steps a seed: " + steps / SEEDS);
    }
}
