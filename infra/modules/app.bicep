// The function app on Flex Consumption.
param name string
param planName string
param location string
param identityId string
param packagesUri string
param memoryMb int
param maximumInstanceCount int
@description('Of the subnet that the app reaches out through; empty: the internet.')
param subnetId string
param settings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Platforms deliver from the internet, and Event Grid knows no other way to an app: signatures and keys guard it.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: memoryMb
        maximumInstanceCount: maximumInstanceCount
        // Platforms wait for two seconds or little more: one instance is always awake.
        alwaysReady: [{ name: 'http', instanceCount: 1 }]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  // Passwords to publish with would be keys that everybody shares.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }
}

output hostName string = app.properties.defaultHostName
