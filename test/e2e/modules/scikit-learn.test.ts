import { graft, kw } from 'graftwire';
import { describe, expect, it } from 'vitest';
import { failure } from '../failure.js';
import { imported } from './imported.js';
import { scientific } from './scientific-environment.js';

const linear = await scientific('sklearn.linear_model');

describe.skipIf(linear === undefined)('scikit-learn', () => {
  it('fits and predicts', () => {
    const model = new linear.LinearRegression();
    expect(model.fit([[0], [1], [2]], [1, 3, 5])).toBe(model);
    expect(model.predict([[3]])[0]).toBeCloseTo(7);
    expect((graft.get(model, 'coef_') as Float64Array)[0]).toBeCloseTo(2);
    expect(model.score([[0], [1], [2]], [1, 3, 5])).toBeCloseTo(1);
  });

  it('takes parameters as keywords, and tells them', () => {
    const model = new linear.LogisticRegression(kw({ C: 10 }));
    model.fit([[0], [1], [2], [3]], ['a', 'a', 'b', 'b']);
    expect([...model.predict([[0], [3]])]).toEqual(['a', 'b']);
    expect(model.predict_proba([[0]]).shape).toEqual([1, 2]);
    expect([model.C, model.get_params().C]).toEqual([10, 10]);
    model.set_params(kw({ C: 2 }));
    expect(model.C).toBe(2);
    expect(String(model)).toBe('LogisticRegression(C=2)');
  });

  it('finds clusters', () => {
    const { KMeans } = imported('sklearn.cluster');
    const model = new KMeans(kw({ n_clusters: 2, random_state: 0, n_init: 1 }));
    const [a, b, c, d] = model.fit_predict([[0], [0.1], [9], [9.1]]) as Int32Array;
    expect(a).toBe(b);
    expect(c).toBe(d);
    expect(a).not.toBe(c);
  });

  it('makes pipelines, with functions of JavaScript as steps', () => {
    const { StandardScaler, FunctionTransformer } = imported('sklearn.preprocessing');
    const pipeline = imported('sklearn.pipeline').make_pipeline(
      new StandardScaler(),
      new linear.LinearRegression(),
    );
    pipeline.fit([[0], [1]], [0, 1]);
    expect(pipeline.predict([[2]])[0]).toBeCloseTo(2);
    expect([pipeline.length, pipeline.steps.map(([name]: [string]) => name)]).toEqual([
      2,
      ['standardscaler', 'linearregression'],
    ]);
    expect(pipeline.at(0)).toBeInstanceOf(StandardScaler);
    const np = imported('numpy');
    const doubled = new FunctionTransformer((rows: unknown) => np.multiply(rows, 2)).fit_transform([[1.5]]);
    expect(doubled.toNested()).toEqual([[3]]);
  });

  it('scores by a function of JavaScript', () => {
    const { cross_val_score: score } = imported('sklearn.model_selection');
    const rows = [[0], [1], [2], [3]];
    const seen: unknown[] = [];
    const scores = score(
      new linear.LinearRegression(),
      rows,
      [0, 1, 2, 3],
      kw({
        cv: 2,
        scoring: (model: unknown) => {
          seen.push(model);
          return seen.length / 2;
        },
      }),
    );
    expect(scores).toEqual(new Float64Array([0.5, 1]));
    expect(seen.every((model) => model instanceof linear.LinearRegression)).toBe(true);
  });

  it('explains a tree, and measures', () => {
    const { DecisionTreeClassifier, export_text: exportText } = imported('sklearn.tree');
    const tree = new DecisionTreeClassifier(kw({ random_state: 0 })).fit([[0], [1]], ['a', 'b']);
    expect(exportText(tree)).toContain('|--- feature_0 <= 0.50\n|   |--- class: a');
    const metrics = imported('sklearn.metrics');
    expect(metrics.accuracy_score([1, 0], [1, 1])).toBe(0.5);
    expect(metrics.confusion_matrix([1, 0], [1, 1]).toNested()).toEqual([
      [0n, 1n],
      [0n, 1n],
    ]);
  });

  it('has data sets, whose parts are items', () => {
    const iris = imported('sklearn.datasets').load_iris();
    expect(iris.at('data').shape).toEqual([150, 4]);
    expect([...iris.at('target_names')]).toEqual(['setosa', 'versicolor', 'virginica']);
    const [train, test] = imported('sklearn.model_selection').train_test_split(
      [1, 2, 3, 4],
      kw({ test_size: 0.5, random_state: 0 }),
    );
    expect([...train, ...test].sort()).toEqual([1, 2, 3, 4]);
  });

  it('says what is not fitted, in a class that is two of JavaScript', () => {
    const error = failure(() => new linear.LinearRegression().predict([[1]]));
    expect(error).toMatchObject({
      name: 'NotFittedError',
      remote: { type: 'sklearn.exceptions.NotFittedError' },
    });
    const { remote } = error as unknown as { remote: { mro: string[] } };
    expect(remote.mro).toEqual(expect.arrayContaining(['ValueError', 'AttributeError']));
  });
});
