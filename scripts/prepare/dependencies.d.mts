export declare function areDependenciesInstalled(root: string): boolean;
export declare function installDependencies(root: string): Promise<void>;
